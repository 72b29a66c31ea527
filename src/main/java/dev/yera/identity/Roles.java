package dev.yera.identity;

import dev.yera.settings.AuthSettings;
import dev.yera.settings.Settings;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Which groups have which role. */
final class Roles {
  private final Set<String> authors;
  private final Set<String> admins;

  Roles(Settings settings) {
    authors = Set.copyOf(settings.get(AuthSettings.AUTHOR_GROUPS));
    admins = Set.copyOf(settings.get(AuthSettings.ADMIN_GROUPS));
  }

  Set<Role> of(Set<String> groups) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (!Collections.disjoint(authors, groups)) {
      roles.add(Role.AUTHOR);
    }
    if (!Collections.disjoint(admins, groups)) {
      roles.add(Role.ADMIN);
    }
    return Collections.unmodifiableSet(roles);
  }
}
