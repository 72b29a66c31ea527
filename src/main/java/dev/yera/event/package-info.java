/**
 * What passes between an app and its viewers: output events and input events, the block types,
 * their JSON, and the server-sent-event frames they travel in. Shared by the server, the Java child
 * and app authors, so it must not know the server nor Jakarta EE.
 */
package dev.yera.event;
