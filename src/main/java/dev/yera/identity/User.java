package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import java.util.Collections;
import java.util.Set;

/**
 * Somebody who has logged in.
 *
 * @param issuer who says so: an address, or the name of a mode
 * @param subject who it is, unique with this issuer and never given to another
 * @param name what people call them
 */
public record User(String issuer, String subject, String name, Set<String> groups, Set<Role> roles)
    implements Caller {
  @Override
  public Owner owner() {
    return Owner.user(issuer, subject);
  }

  @Override
  public boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public boolean isInOneOf(Set<String> wanted) {
    return wanted.isEmpty() || !Collections.disjoint(wanted, groups);
  }

  @Override
  public SessionQuery.Whose lists() {
    return new SessionQuery.OneOwner(owner().key());
  }

  @Override
  public boolean uses(Owner owner) {
    return !owner.isUser() || owner.equals(owner());
  }

  @Override
  public Set<Right> rights(SessionId session, Owner owner) {
    return Right.of(roles, uses(owner));
  }
}
