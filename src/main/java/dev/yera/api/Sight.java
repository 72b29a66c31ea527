package dev.yera.api;

import dev.yera.identity.Caller;
import dev.yera.identity.Right;
import dev.yera.identity.Role;
import java.util.Set;

/**
 * How much of the state of sessions a caller sees.
 *
 * @param wholeExit all that exit events have; else what everybody sees of them
 * @param owners whose they are
 */
record Sight(boolean wholeExit, boolean owners) {
  /** Of one session, with these rights. */
  static Sight of(Caller caller, Set<Right> rights) {
    return new Sight(rights.contains(Right.READ_DIAGNOSTICS), caller.is(Role.ADMIN));
  }

  /** Of the sessions in lists. */
  static Sight ofLists(Caller caller) {
    return new Sight(caller.is(Role.AUTHOR) || caller.is(Role.ADMIN), caller.is(Role.ADMIN));
  }
}
