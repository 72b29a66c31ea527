/**
 * What a session said, to read and to keep: the final state of each block, as JSON, Markdown or one
 * file of HTML. Written while the log is read, so that a long one is never in memory. It knows logs
 * and blocks; it must not know sessions, HTTP or who may read.
 */
package dev.yera.transcript;
