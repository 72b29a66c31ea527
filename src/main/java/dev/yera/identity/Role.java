package dev.yera.identity;

import java.util.EnumSet;
import java.util.Set;

/** What a caller may besides using own sessions. */
public enum Role {
  /** Sees broken apps, and diagnostics and error output of own sessions. */
  AUTHOR,
  /** Lists, views and ends everybody's sessions, and reads what the server says of itself. */
  ADMIN;

  /** All of them: of everybody, where the server asks nobody and is on loopback. */
  static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));
}
