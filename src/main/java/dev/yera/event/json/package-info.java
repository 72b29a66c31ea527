/**
 * JSON as the wire has it: reading and writing, exact numbers, times, and the search for a few
 * bytes in a line. Knows nothing of events or blocks.
 */
package dev.yera.event.json;
