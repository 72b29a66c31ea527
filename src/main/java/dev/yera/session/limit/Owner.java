package dev.yera.session.limit;

/**
 * Whose a session is. One of a user is used by that user; a nameless one by whoever knows its id,
 * and a visitor is only who it is listed and counted for.
 *
 * @param isUser whether it is somebody with a name
 * @param id of users and of visitors different ones; empty for nobody
 */
public record Owner(boolean isUser, String id) {
  private static final String USER = "u ";
  private static final String VISITOR = "v ";

  /** Of sessions that code inside the server creates: they are nobody's and count for nobody. */
  public static final Owner NOBODY = new Owner(false, "");

  /** The server itself, which warms up: a user that no issuer of names can have. */
  public static final Owner REHEARSAL = new Owner(true, "");

  /** The one of this name with this issuer of names. */
  public static Owner user(String issuer, String subject) {
    // The issuer is an address or a word of ours: it has no space, so that no two are one.
    return new Owner(true, issuer + " " + subject);
  }

  /** The one with this key. */
  public static Owner of(String key) {
    if (key.isEmpty()) {
      return NOBODY;
    }
    return new Owner(key.startsWith(USER), key.substring(USER.length()));
  }

  /** As it is stored: of two owners never the same; empty for nobody. */
  public String key() {
    return equals(NOBODY) ? "" : (isUser ? USER : VISITOR) + id;
  }

  /** Somebody without a name. */
  public static Owner visitor(String key) {
    return new Owner(false, key);
  }
}
