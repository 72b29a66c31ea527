/**
 * Why an answer or an argument does not fit, so that it can be told in any language: keys with
 * values, and the English words. Knows nothing of what refuses.
 */
package dev.yera.event.reason;
