package dev.yera.app;

/**
 * One of several parts of the page of which one is shown at a time; made by {@link Yera#tab}.
 *
 * @param label its name
 * @param inside shows what is in it
 * @param <X> what that may throw
 */
public record Tab<X extends Exception>(String label, Work<X> inside) {}
