/**
 * The work folder on disk: files unpacked by content hash and shared by all servers, and the files
 * of one running server. Must not depend on apps or sessions.
 */
package dev.yera.work;
