/**
 * Pseudo-terminals: a program runs on one as it does in a window (contract, section 4). Must not
 * depend on sessions or HTTP. Nothing of it is loaded before the first app wants one.
 */
package dev.yera.terminal;
