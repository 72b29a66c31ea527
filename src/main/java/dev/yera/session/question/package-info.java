/**
 * The open questions of an app: which blocks can be answered now, and which answers they accept.
 * Must not depend on sessions.
 */
package dev.yera.session.question;
