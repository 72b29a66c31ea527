package dev.yera.library;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a library is called, as JBang writes it: {@code group:artifact:version}, {@code
 * group:artifact:version:classifier}, and either with {@code @type} at its end; {@code
 * group:artifact} where a BOM says the version.
 *
 * @param version empty if a BOM says it
 * @param classifier empty for none
 * @param type {@code jar}, or {@code pom} for a list of versions (a BOM)
 */
public record Coordinates(
    String group, String artifact, String version, String classifier, String type) {
  private static final Set<String> TYPES = Set.of("jar", "pom");

  /** Each part is a folder or file of the local repository. */
  private static final int LONGEST_PART = 100;

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*+");

  /**
   * Reads coordinates.
   *
   * @throws IllegalArgumentException if they are none; the message says what they should be
   */
  public static Coordinates of(String text) {
    String[] nameAndType = text.split("@", -1);
    String[] parts = nameAndType[0].split(":", -1);
    boolean isFit =
        parts.length >= 2
            && parts.length <= 4
            && Stream.of(parts).allMatch(Coordinates::isPart)
            && (nameAndType.length == 1
                || (nameAndType.length == 2 && parts.length > 2 && TYPES.contains(nameAndType[1])));
    if (!isFit) {
      throw new IllegalArgumentException("\"%s\" is not group:artifact:version".formatted(text));
    }
    return new Coordinates(
        parts[0],
        parts[1],
        parts.length > 2 ? parts[2] : "",
        parts.length > 3 ? parts[3] : "",
        nameAndType.length == 2 ? nameAndType[1] : "jar");
  }

  /** Whether it is a name that leads to no other place than its own. */
  private static boolean isPart(String text) {
    return text.length() <= LONGEST_PART && PART.matcher(text).matches() && !text.contains("..");
  }

  /** Whether it only says which versions others have. */
  public boolean isBom() {
    return type.equals("pom");
  }

  /** As JBang writes it. */
  @Override
  public String toString() {
    return "%s:%s%s%s%s"
        .formatted(
            group,
            artifact,
            version.isEmpty() ? "" : ":" + version,
            classifier.isEmpty() ? "" : ":" + classifier,
            isBom() ? "@pom" : "");
  }
}
