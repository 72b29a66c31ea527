/**
 * JSON on the wire: reading and writing, exact numbers, times, and byte scans of a line. Must not
 * depend on events or blocks.
 */
package dev.yera.event.json;
