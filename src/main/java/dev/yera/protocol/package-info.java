/**
 * Translation between a session and the bytes of its process (see "The lines of an app" in {@code
 * protocol.md}). Must not depend on sessions, processes or HTTP.
 */
package dev.yera.protocol;
