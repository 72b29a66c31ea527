/**
 * What others trace goes on here: the place in a trace that comes with a request, and the spans
 * that are sent to a collector (OTLP) where somebody asks for them. It must not know what is
 * traced.
 */
package dev.yera.trace;
