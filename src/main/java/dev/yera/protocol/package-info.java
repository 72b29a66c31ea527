/**
 * Translation between a session and the bytes of its process: what was said, and what is written
 * for an answer (contract, section 4). Must not know sessions, processes nor HTTP.
 */
package dev.yera.protocol;
