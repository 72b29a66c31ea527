/**
 * Spans by OpenTelemetry's SDK. Loaded by a class loader of its own, with its own copy of that,
 * because application servers export other versions of the same classes: nothing else may name this
 * package or {@code io.opentelemetry}. It must not know anything but {@code dev.yera.trace}.
 */
package dev.yera.trace.sdk;
