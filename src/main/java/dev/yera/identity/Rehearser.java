package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import jakarta.servlet.ServletRequest;
import java.util.Set;

/** The server itself, which warms up: it has what is on its stage, and nothing of anybody else. */
public record Rehearser() implements Caller {
  /** Whether it is the server itself that sent this request. */
  public static boolean calls(ServletRequest request) {
    return Admission.of(request).filter(each -> each.caller() instanceof Rehearser).isPresent();
  }

  @Override
  public Owner owner() {
    return Owner.REHEARSAL;
  }

  @Override
  public boolean is(Role role) {
    return false;
  }

  @Override
  public boolean isInOneOf(Set<String> groups) {
    return groups.isEmpty();
  }

  @Override
  public SessionQuery.Whose lists() {
    return new SessionQuery.OneOwner(owner().key());
  }

  @Override
  public boolean uses(Owner owner) {
    return owner.equals(owner());
  }

  @Override
  public Set<Right> rights(SessionId session, Owner owner) {
    return uses(owner) ? Right.of(Set.of(), true) : Set.of();
  }
}
