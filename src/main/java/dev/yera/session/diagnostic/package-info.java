/**
 * Diagnostics: stray lines, error output, and reasons for refused events. Must not depend on
 * sessions.
 */
package dev.yera.session.diagnostic;
