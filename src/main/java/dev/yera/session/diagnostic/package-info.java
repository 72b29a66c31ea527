/**
 * What an app printed that is no event: stray lines, error output, and why an event was refused
 * (contract, section 2). Knows nothing of sessions.
 */
package dev.yera.session.diagnostic;
