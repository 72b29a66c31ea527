/**
 * Apps that ship with Yera Sessions, to be read and copied. They know {@link dev.yera.app} and
 * nothing else.
 */
package dev.yera.examples;
