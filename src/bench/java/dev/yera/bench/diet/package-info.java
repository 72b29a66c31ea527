/**
 * What a Java worker costs: the time until it is ready and until its first question, and its
 * memory, for each option of its JVM and each library in it, one at a time. The defaults of {@code
 * yera.worker.jvm-options} were chosen by it.
 */
package dev.yera.bench.diet;
