package dev.yera.identity;

import dev.yera.server.LibertyGroups;
import dev.yera.server.WildFlyGroups;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The groups of whom the application server knows. */
@ApplicationScoped
public class ContainerGroups {
  /** A field: WildFly looks at nothing else to see that an application needs it. */
  @Inject private SecurityContext security;

  /**
   * Those of the current caller. A container has groups as principals beside the caller's own.
   *
   * @param name the caller's
   */
  Set<String> of(String name) {
    return Stream.of(
            security.getPrincipalsByType(Principal.class).stream()
                .map(Principal::getName)
                .filter(each -> !each.equals(name)),
            LibertyGroups.ofTheCaller().stream(),
            WildFlyGroups.ofTheCaller().stream())
        .flatMap(groups -> groups)
        .collect(Collectors.toUnmodifiableSet());
  }
}
