package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What one may choose from: texts that are distinct and not blank, at least one. */
final class Options {
  /** More are not named in a message. */
  private static final int MOST_NAMED = 20;

  private Options() {}

  /**
   * Reads them.
   *
   * @throws MalformedEventException if there are none
   */
  static List<String> read(Members data, String blockType) {
    List<String> options = data.strings("options");
    boolean all =
        new HashSet<>(options).size() == options.size()
            && !options.stream().anyMatch(String::isBlank);
    options =
        data.sensible(
            "options", options, all, "a list of distinct texts that are not blank", List.of());
    if (options.isEmpty()) {
      throw new MalformedEventException(blockType + " without options cannot be answered");
    }
    return Texts.of(options);
  }

  /** E.g. {@code one of S, M, L}. */
  static Reason expectation(List<String> options) {
    String named = options.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return ReasonKey.ONE_OF.with(named + (options.size() > MOST_NAMED ? ", …" : ""));
  }
}
