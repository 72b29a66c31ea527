/**
 * Sessions, i.e. runs of one app for one user, with executor, log, clocks and open questions; and
 * the service that holds them. Must not depend on HTTP.
 */
package dev.yera.session;
