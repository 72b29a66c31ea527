/**
 * What passes between an app and its viewers: output events, input events, and the
 * server-sent-event frames they travel in. The blocks that events carry are in {@link
 * dev.yera.event.block}, the JSON of both in {@link dev.yera.event.json}. Shared by the server, the
 * Java child and app authors, so it must not know the server nor Jakarta EE.
 */
package dev.yera.event;
