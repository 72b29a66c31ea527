/**
 * Limits of the server: sessions, sessions of one owner, viewers, and open files. Must not depend
 * on sessions.
 */
package dev.yera.session.limit;
