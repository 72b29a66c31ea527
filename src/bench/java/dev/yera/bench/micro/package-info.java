/**
 * Runs the micro benchmarks, which stand in the packages of what they measure, and writes what came
 * out into the page <i>Performance</i>.
 */
package dev.yera.bench.micro;
