/**
 * The server talks to itself after its start, so that its code is compiled before users come. It is
 * a client: it must not know how a request is served, nor what sessions are made of.
 */
package dev.yera.rehearsal;
