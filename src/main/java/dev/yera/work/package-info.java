/**
 * The folder on disk: what is unpacked there by content hash and shared by all servers, and what
 * belongs to one server while it lives. Knows neither apps nor sessions.
 */
package dev.yera.work;
