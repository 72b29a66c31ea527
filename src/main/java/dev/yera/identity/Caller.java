package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import java.util.Set;

/** Who asks. */
public sealed interface Caller permits User, Visitor, ShareHolder, Rehearser {
  /** Whose the sessions are that this caller creates. */
  Owner owner();

  /** Whether the caller has this role. */
  boolean is(Role role);

  /** Whether the caller may start an app that is for these groups; for none is for all. */
  boolean isInOneOf(Set<String> groups);

  /** Whose sessions are in the caller's own list. */
  SessionQuery.Whose lists();

  /** Whether a session of this owner is for the caller to use, and not as an admin only. */
  boolean uses(Owner owner);

  /** What the caller may do with a session; without {@link Right#VIEW} it is unknown to them. */
  Set<Right> rights(SessionId session, Owner owner);
}
