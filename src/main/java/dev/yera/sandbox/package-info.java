/**
 * How an app is boxed in: what works where the server runs, the command line around a launch, and
 * the limits of all that came out of it. Knows neither sessions nor HTTP.
 */
package dev.yera.sandbox;
