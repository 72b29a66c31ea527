package dev.yera.store;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of stored sessions.
 *
 * @param sessions newest first
 * @param next where the list goes on; empty if this is its end
 */
public record SessionPage(List<StoredSession> sessions, Optional<ListPlace> next) {}
