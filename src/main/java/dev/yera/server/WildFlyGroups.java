package dev.yera.server;

import java.util.HashSet;
import java.util.Set;

/**
 * The groups of whom WildFly knows: Elytron has them as roles of the caller's identity, not among
 * the principals, where other servers have them. By reflection, since nothing of Jakarta EE lists
 * them.
 *
 * <p>Server: WildFly 39. Symptom without it: nobody is in any group. Test: {@code
 * ContainerLoginIT}, there.
 */
public final class WildFlyGroups {
  private static final String PACKAGE = "org.wildfly.security.auth.server.";

  private WildFlyGroups() {}

  /**
   * Those of the current caller; none on other servers.
   *
   * @throws IllegalStateException if WildFly does not tell them
   */
  public static Set<String> ofTheCaller() {
    Class<?> domains;
    Class<?> identity;
    try {
      ClassLoader loader = WildFlyGroups.class.getClassLoader();
      domains = Class.forName(PACKAGE + "SecurityDomain", true, loader);
      identity = Class.forName(PACKAGE + "SecurityIdentity", true, loader);
    } catch (ClassNotFoundException other) {
      return Set.of();
    }
    try {
      Set<String> groups = new HashSet<>();
      Object domain = domains.getMethod("getCurrent").invoke(null);
      if (domain != null) {
        Object caller = domains.getMethod("getCurrentSecurityIdentity").invoke(domain);
        Iterable<?> roles = (Iterable<?>) identity.getMethod("getRoles").invoke(caller);
        roles.forEach(role -> groups.add(role.toString()));
      }
      return groups;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("WildFly does not tell the groups of a caller", e);
    }
  }
}
