/**
 * Refusals as the contract tells them (section 1): which there are, and their JSON by RFC 9457.
 * Knows nothing of what refuses.
 */
package dev.yera.problem;
