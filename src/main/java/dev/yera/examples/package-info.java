/**
 * Apps that ship with Yera Sessions, as examples to copy. They depend only on {@link dev.yera.app}.
 */
package dev.yera.examples;
