/**
 * Pseudo-terminals: a program runs on one as it does in a window (contract, section 4). Must not
 * depend on sessions or HTTP. Nothing of it is loaded before the first app wants one.
 *
 * <p>The C library makes them, called by JNA, and {@code ProcessBuilder} starts the program like
 * any other: in its box, under the guard, with its own exit status, group and signals. What was not
 * taken: pty4j forks by itself, past box and guard, and brings Kotlin; util-linux' {@code script}
 * is a process more for each session, puts the program into a session of its own, where the group's
 * signals do not reach it, and tells neither the echo nor a new size.
 */
package dev.yera.terminal;
