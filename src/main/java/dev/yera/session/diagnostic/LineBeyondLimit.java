package dev.yera.session.diagnostic;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.util.Optional;

/** An event that is lost because a value in it is longer or nested deeper than is read. */
public final class LineBeyondLimit {
  private LineBeyondLimit() {}

  /** The message for the author of a line that is no event; empty if it is within all limits. */
  public static Optional<String> complaint(String line) {
    try {
      Json.read(line);
      return Optional.empty();
    } catch (MalformedJsonException refused) {
      return refused.isBeyondLimit()
          ? Optional.of("The line above was refused: " + refused.getMessage())
          : Optional.empty();
    }
  }
}
