/**
 * How much the server gives at once: sessions, sessions of one owner, viewers, and the files that
 * they need. Knows nothing of sessions.
 */
package dev.yera.session.limit;
