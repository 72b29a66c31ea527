/**
 * How threads are shared: pools that give threads back, a few threads for many short tasks, and
 * work of which only one piece may go on at a time. Knows nothing of what the tasks do.
 */
package dev.yera.thread;
