/**
 * Output events, input events, and the frames of server-sent events. Blocks are in {@link
 * dev.yera.event.block}, JSON in {@link dev.yera.event.json}. Shared by the server, the Java worker
 * and app authors, so it must not depend on the server or on Jakarta EE.
 */
package dev.yera.event;
