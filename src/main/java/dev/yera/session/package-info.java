/**
 * Sessions: one run of one app for one user each, with its executor, its log, its clocks and its
 * open questions, and the service that holds them. Knows nothing of HTTP.
 */
package dev.yera.session;
