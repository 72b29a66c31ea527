package dev.yera.session.diagnostic;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.util.Map;
import java.util.Optional;

/**
 * An event that is lost because its line was begun by something else: a child process of the app,
 * or a library, that printed to the app's output and did not end its line; or another event.
 *
 * @param before what stands before it
 * @param blockType its type
 */
public record SwallowedEvent(String before, String blockType) {
  private static final String TYPE = "\"block_type\"";

  /** A line can be long and full of braces: where an event may begin is not tried without end. */
  private static final int TRIES = 8;

  private static final int SHOWN = 80;

  /** The event at the end of this line, which is none itself. */
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

  /** What the author is told. */
  public String complaint() {
    String shown = ScreenLine.of(before);
    String cut = shown.length() > SHOWN ? "…" + shown.substring(shown.length() - SHOWN) : shown;
    return ("The line above hides an event of type %s, which is lost: \"%s\" was printed before it"
            + " without a line end. Keep what else is printed apart from the events.")
        .formatted(blockType, cut);
  }
}
