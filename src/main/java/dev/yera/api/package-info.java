/**
 * HTTP: resources, JSON in and out, and the problems that refusals are told as (contract, sections
 * 1 and 2). Knows nothing of processes.
 */
package dev.yera.api;
