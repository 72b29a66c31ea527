/**
 * Load: what the product promises under many sessions and many viewers, each promise a scenario
 * that fails when it is broken. How to run it and what came out is on the page <i>Load</i>.
 */
package dev.yera.bench.load;
