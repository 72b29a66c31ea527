/**
 * Launches, supervises and ends the process of a session and whatever came out of it. Knows neither
 * sessions nor HTTP.
 */
package dev.yera.executor;
