package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import java.util.Set;

/** Somebody with the token of a share: let into one session, by whom it belongs to. */
public record ShareHolder(Share share) implements Caller {
  @Override
  public Owner owner() {
    return Owner.visitor("share " + share.id());
  }

  @Override
  public boolean is(Role role) {
    return false;
  }

  @Override
  public boolean isInOneOf(Set<String> groups) {
    return false;
  }

  @Override
  public SessionQuery.Whose lists() {
    return new SessionQuery.NoOne();
  }

  /** It is the share that says for which session. */
  @Override
  public boolean uses(Owner owner) {
    return true;
  }

  @Override
  public Set<Right> rights(SessionId session, Owner owner) {
    return session.equals(share.session()) ? share.may().rights() : Set.of();
  }
}
