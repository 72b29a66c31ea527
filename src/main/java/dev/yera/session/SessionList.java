package dev.yera.session;

import dev.yera.store.ListPlace;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list of sessions.
 *
 * @param sessions newest first
 * @param next where the list goes on; empty if this is its end
 */
public record SessionList(List<SessionState> sessions, Optional<ListPlace> next) {}
