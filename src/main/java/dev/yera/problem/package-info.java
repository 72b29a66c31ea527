/**
 * Refusals as the contract tells them (section 1): which there are, their JSON by RFC 9457, and
 * their pages in the language of the reader. Knows nothing of what refuses.
 */
package dev.yera.problem;
