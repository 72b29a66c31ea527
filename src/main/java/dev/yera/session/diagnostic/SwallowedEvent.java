package dev.yera.session.diagnostic;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.util.Map;
import java.util.Optional;

/**
 * An event that is lost because other text precedes it on its line: output of a child process or a
 * library without a line end, or another event.
 *
 * @param before the text before it
 * @param blockType its type
 */
public record SwallowedEvent(String before, String blockType) {
  private static final String TYPE = "\"block_type\"";

  /**
   * The most positions to try for the start of an event, because a line can be long and full of
   * braces.
   */
  private static final int TRIES = 8;

  private static final int SHOWN = 80;

  /** Finds an event at the end of a line that is not an event itself. */
  public static Optional<SwallowedEvent> in(String line) {
    int brace = line.lastIndexOf('{', line.lastIndexOf(TYPE));
    for (int i = 0; i < TRIES && brace >= 0; i++) {
      Optional<String> found = typeOf(line.substring(brace));
      if (found.isPresent()) {
        return Optional.of(new SwallowedEvent(line.substring(0, brace), found.get()));
      }
      brace = line.lastIndexOf('{', brace - 1);
    }
    return Optional.empty();
  }

  private static Optional<String> typeOf(String json) {
    try {
      return Json.read(json) instanceof Map<?, ?> members
              && members.get("block_type") instanceof String type
          ? Optional.of(type)
          : Optional.empty();
    } catch (MalformedJsonException notThere) {
      return Optional.empty();
    }
  }

  /** The message for the author. */
  public String complaint() {
    String shown = ScreenLine.of(before);
    String cut = shown.length() > SHOWN ? "…" + shown.substring(shown.length() - SHOWN) : shown;
    return ("The line above contains an event of type %s, which is lost: \"%s\" was printed "
            + "before it"
            + " without a line end. Keep other output apart from the events.")
        .formatted(blockType, cut);
  }
}
