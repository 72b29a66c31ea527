/**
 * The comparison: what a user of this server waits for and what it costs, beside other servers that
 * do the same in the same run on the same machine. Each row of the table is a class; what is
 * compared is a {@link dev.yera.bench.compare.Contender}. How to run it and what came out is on the
 * page <i>Performance</i>.
 */
package dev.yera.bench.compare;
