/**
 * Launches, supervises and ends the process of a session and its descendants. Must not depend on
 * sessions or HTTP.
 */
package dev.yera.executor;
