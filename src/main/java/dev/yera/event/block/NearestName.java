package dev.yera.event.block;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what was meant by a name that nobody knows. */
final class NearestName {
  /** Two letters may be wrong, as in {@code lable}; of a shorter name one. */
  private static final int SHORT = 4;

  private NearestName() {}

  /**
   * The known name that the other one is the beginning of ({@code min} of {@code min_value}), or
   * else is written most alike.
   *
   * @return empty if none is near
   */
  static Optional<String> of(String name, Collection<String> known) {
    String plain = plain(name);
    return known.stream()
        .filter(each -> distance(plain, plain(each)) <= most(plain))
        .min(Comparator.comparingInt(each -> distance(plain, plain(each))));
  }

  private static int most(String plain) {
    return plain.length() < SHORT ? 1 : 2;
  }

  /** Without what different styles of writing names differ in. */
  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** How many letters differ; 1 if the first name is the beginning of the second. */
  private static int distance(String one, String other) {
    if (!one.isEmpty() && !one.equals(other) && other.startsWith(one)) {
      return 1;
    }
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[before.length];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
      }
      before = row;
    }
    return before[other.length()];
  }
}
