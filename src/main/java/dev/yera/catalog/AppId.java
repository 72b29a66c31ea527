package dev.yera.catalog;

import dev.yera.event.reason.Excerpt;
import java.util.regex.Pattern;

/**
 * The dotted name of an app, its {@code identifier}, e.g. {@code dev.yera.examples.Echo.echo}.
 *
 * @param value parts of {@code [A-Za-z_][A-Za-z0-9_-]*} joined by dots, at most 255 characters
 */
public record AppId(String value) implements Comparable<AppId> {
  private static final int LONGEST = 255;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z_][A-Za-z0-9_-]*)*");

  /** Refuses a text that is not a dotted name. */
  public AppId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "\"%s\" is not an app id: parts like [A-Za-z_][A-Za-z0-9_-]* joined by dots, at most %d"
                  .formatted(Excerpt.of(String.valueOf(value)), LONGEST)
              + " characters");
    }
  }

  /** Whether this text can be an app id. */
  public static boolean isValid(String text) {
    // Check the length first: java.util.regex uses stack for each repetition of a group.
    return text != null && text.length() <= LONGEST && FORM.matcher(text).matches();
  }

  /** All parts but the last: the class of a Java method, or the group of a command. */
  public String module() {
    int dot = value.lastIndexOf('.');
    return dot < 0 ? "" : value.substring(0, dot);
  }

  @Override
  public int compareTo(AppId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
