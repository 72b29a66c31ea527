package dev.yera.store;

import java.util.List;
import java.util.Optional;

/** Where nothing is noted: {@code yera.audit.retention=PT0S}. */
public final class NoAudit implements AuditBook {
  @Override
  public void append(AuditEntry entry) {}

  @Override
  public AuditPage page(AuditQuery query) {
    return new AuditPage(List.of(), Optional.empty());
  }
}
