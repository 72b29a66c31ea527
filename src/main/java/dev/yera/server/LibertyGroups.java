package dev.yera.server;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.Subject;

/**
 * The groups of whom Open Liberty knows: it has them in a credential of its own, not among the
 * principals, where other servers have them. By reflection, since nothing of Jakarta EE asks for
 * them.
 *
 * <p>Server: Open Liberty 26. Symptom without it: nobody is in any group. Test: {@code
 * ContainerLoginIT}, there.
 */
public final class LibertyGroups {
  private static final String SUBJECTS = "com.ibm.websphere.security.auth.WSSubject";
  private static final String CREDENTIAL = "com.ibm.websphere.security.cred.WSCredential";

  private LibertyGroups() {}

  /**
   * Those of the current caller; none on other servers.
   *
   * @throws IllegalStateException if Open Liberty does not tell them
   */
  public static Set<String> ofTheCaller() {
    Class<?> subjects;
    Class<?> credential;
    try {
      ClassLoader loader = LibertyGroups.class.getClassLoader();
      subjects = Class.forName(SUBJECTS, true, loader);
      credential = Class.forName(CREDENTIAL, true, loader);
    } catch (ClassNotFoundException other) {
      return Set.of();
    }
    try {
      Set<String> groups = new HashSet<>();
      Subject caller = (Subject) subjects.getMethod("getCallerSubject").invoke(null);
      if (caller != null) {
        for (Object each : caller.getPublicCredentials(credential)) {
          String realm = (String) credential.getMethod("getRealmName").invoke(each);
          List<?> ids = (List<?>) credential.getMethod("getGroupIds").invoke(each);
          ids.forEach(id -> groups.add(name(id.toString(), "group:" + realm + "/")));
        }
      }
      return groups;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Open Liberty does not tell the groups of a caller", e);
    }
  }

  private static String name(String id, String prefix) {
    return id.startsWith(prefix) ? id.substring(prefix.length()) : id;
  }
}
