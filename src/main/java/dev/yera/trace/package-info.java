/**
 * What others trace goes on here: the place in a trace that comes with a request, and the spans
 * that are sent to a collector (OTLP). It must not know what is traced.
 *
 * <p>Not OpenTelemetry's SDK: application servers export other versions of its classes, and four
 * spans for a session are less than what would have to be renamed.
 */
package dev.yera.trace;
