package dev.yera.store;

import java.util.List;
import java.util.Optional;

/**
 * A part of an audit log, newest first.
 *
 * @param entries at most as many as were asked for; there may be fewer, even none, before the end
 * @param next where it goes on, for {@link AuditQuery#after}; empty at the end
 */
public record AuditPage(List<AuditEntry> entries, Optional<String> next) {}
