package dev.yera.event.block;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Media types of files: what their senders say, or what their names say. */
public final class FileType {
  /** What nobody says anything of. */
  public static final String UNKNOWN = "application/octet-stream";

  /** A wish for any file. */
  public static final String ANY = "*/*";

  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");
  private static final Pattern ENDING = Pattern.compile("\\.[a-z0-9][a-z0-9.+_-]{0,31}");

  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry("gif", "image/gif"),
          Map.entry("htm", "text/html"),
          Map.entry("html", "text/html"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("json", "application/json"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("md", "text/markdown"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("png", "image/png"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain"),
          Map.entry("wav", "audio/wav"),
          Map.entry("webm", "video/webm"),
          Map.entry("webp", "image/webp"),
          Map.entry("xml", "application/xml"),
          Map.entry("zip", "application/zip"));

  private FileType() {}

  /**
   * What a file is.
   *
   * @param said a media type, parameters and all; or null
   * @param name what the file is called
   */
  public static String of(String said, String name) {
    String type = said == null ? "" : said.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (TYPE.matcher(type).matches() && !type.equals(UNKNOWN)) {
      return type;
    }
    return BY_ENDING.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** Whether a browser may show it by itself; else it is only to be saved. */
  public static boolean isShown(String type) {
    boolean isSeenOrHeard =
        type.startsWith("image/") || type.startsWith("audio/") || type.startsWith("video/");
    // What is made of XML can have scripts.
    return (isSeenOrHeard && !type.contains("xml") && !type.contains("svg"))
        || type.equals("application/pdf");
  }

  /**
   * Whether a file is one of those that are wanted.
   *
   * @param accept media types, {@code image/*} too, and endings that begin with a dot; empty for
   *     all
   */
  public static boolean isOneOf(List<String> accept, String name, String type) {
    return accept.isEmpty()
        || accept.stream()
            .map(each -> each.toLowerCase(Locale.ROOT))
            .anyMatch(each -> fits(each, name, type));
  }

  private static boolean fits(String wanted, String name, String type) {
    if (wanted.startsWith(".")) {
      return name.toLowerCase(Locale.ROOT).endsWith(wanted);
    }
    return wanted.endsWith("/*")
        ? wanted.equals(ANY) || type.startsWith(wanted.substring(0, wanted.length() - 1))
        : wanted.equals(type);
  }

  /** Whether it can stand in a list of what is wanted. */
  public static boolean isWish(String wish) {
    String small = wish.toLowerCase(Locale.ROOT);
    return small.equals(ANY)
        || ENDING.matcher(small).matches()
        || TYPE.matcher(small.endsWith("/*") ? small.replace("/*", "/any") : small).matches();
  }
}
