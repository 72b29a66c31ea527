/**
 * What an app asked: which blocks can be answered now, and whether an answer fits (contract,
 * section 3, "Answers"). Knows nothing of sessions.
 */
package dev.yera.session.question;
