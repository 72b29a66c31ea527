/**
 * Bodies of requests on their way: read without a thread, in time, within bounds. Knows neither who
 * sends them nor what for.
 */
package dev.yera.body;
