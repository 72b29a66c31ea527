/**
 * What many nodes cost, measured in one run on one machine: what a session gives at its owner
 * beside what it gives through other nodes. It must not use classes of the server.
 */
package dev.yera.bench.nodes;
