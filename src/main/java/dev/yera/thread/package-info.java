/**
 * Thread sharing: pools that release threads, a few threads for many short tasks, and serialized
 * tasks. Must not depend on the content of the tasks.
 */
package dev.yera.thread;
