package dev.yera.identity;

import java.util.EnumSet;
import java.util.Set;

/** What can be done with a session. Without {@link #VIEW} it does not exist for a caller. */
public enum Right {
  /** Its state and its stream. */
  VIEW,
  /** Answer its questions. */
  ANSWER,
  /** Read what was answered. */
  READ_ANSWERS,
  /** Read its diagnostics, and the whole of its exit event. */
  READ_DIAGNOSTICS,
  /** End it, so that it stays as it is then. */
  END,
  /** Erase it, which ends it, too. */
  ERASE,
  /** Name it, and pin it. */
  DESCRIBE,
  /** Make another one that is given its answers; see which were made so. */
  FORK,
  /** Let others in, and out. */
  SHARE;

  private static final Set<Right> OF_OWNER =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(READ_DIAGNOSTICS)));
  private static final Set<Right> OF_AUTHOR = Set.copyOf(EnumSet.allOf(Right.class));

  /** An admin sees, names and ends what is of others, and never speaks for them. */
  private static final Set<Right> OF_ADMIN =
      Set.of(VIEW, READ_ANSWERS, READ_DIAGNOSTICS, END, ERASE, DESCRIBE);

  /**
   * Those of somebody who is no share's holder.
   *
   * @param theirs whether the session is for them to use
   */
  static Set<Right> of(Set<Role> roles, boolean theirs) {
    if (theirs) {
      return roles.isEmpty() ? OF_OWNER : OF_AUTHOR;
    }
    return roles.contains(Role.ADMIN) ? OF_ADMIN : Set.of();
  }
}
