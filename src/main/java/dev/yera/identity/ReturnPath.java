package dev.yera.identity;

import java.util.regex.Pattern;

/** Where a browser goes after a login: to a path of this application, whoever made the link. */
final class ReturnPath {
  private static final int LONGEST = 2000;

  /** No second slash and nothing that browsers take for one: the rest would be a host. */
  private static final Pattern PATH = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]*");

  private ReturnPath() {}

  /** The path that was asked for; the first page for all that is none of ours. */
  static String of(String asked, String contextPath) {
    boolean ours =
        asked != null
            && asked.length() <= LONGEST
            && PATH.matcher(asked).matches()
            && asked.startsWith(contextPath + "/")
            && !asked.startsWith(contextPath + "/login")
            && !asked.startsWith(contextPath + "/logout");
    return ours ? asked : contextPath + "/";
  }
}
