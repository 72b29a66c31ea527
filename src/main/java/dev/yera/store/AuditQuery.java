package dev.yera.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What is asked of an audit log.
 *
 * @param since the earliest time, itself included
 * @param until the first time that is too late
 * @param by the key of who did it
 * @param session the session
 * @param after where the page before ended; {@link AuditPage#next}
 * @param limit the most entries, at least one
 */
public record AuditQuery(
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> by,
    Optional<String> session,
    Optional<String> after,
    int limit) {
  boolean isMet(AuditEntry entry) {
    return since.filter(entry.at()::isBefore).isEmpty()
        && until.filter(each -> !entry.at().isBefore(each)).isEmpty()
        && by.filter(each -> !each.equals(entry.by())).isEmpty()
        && session.filter(each -> !entry.session().equals(Optional.of(each))).isEmpty();
  }
}
