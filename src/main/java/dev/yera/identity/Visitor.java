package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import java.util.Set;

/**
 * Somebody without a name.
 *
 * @param key tells visitors apart; it is no secret that lets anybody in
 * @param roles of those on this machine, where nobody is asked: all; of others none
 */
public record Visitor(String key, Set<Role> roles) implements Caller {
  @Override
  public Owner owner() {
    return Owner.visitor(key);
  }

  @Override
  public boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public boolean isInOneOf(Set<String> groups) {
    return groups.isEmpty();
  }

  /** On the own machine all that is nameless is one person's. */
  @Override
  public SessionQuery.Whose lists() {
    return roles.isEmpty() ? new SessionQuery.OneOwner(owner().key()) : new SessionQuery.Nameless();
  }

  /** A nameless session is used by whoever knows its id. */
  @Override
  public boolean uses(Owner owner) {
    return !owner.isUser();
  }

  @Override
  public Set<Right> rights(SessionId session, Owner owner) {
    return Right.of(roles, uses(owner));
  }
}
