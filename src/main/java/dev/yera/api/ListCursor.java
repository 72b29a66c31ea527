package dev.yera.api;

import dev.yera.event.json.Timestamps;
import dev.yera.session.SessionId;
import dev.yera.store.ListPlace;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The place where a list of sessions goes on, as text that clients send back as it is. */
final class ListCursor {
  private ListCursor() {}

  static String of(ListPlace place) {
    String text = Timestamps.format(place.createdAt()) + " " + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place; empty if the text is not one of ours. */
  static Optional<ListPlace> parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split(" ", 2);
      Optional<Instant> at = Timestamps.parse(parts[0]);
      return at.isPresent() && SessionId.parse(parts[parts.length - 1]).isPresent()
          ? Optional.of(new ListPlace(at.get(), parts[parts.length - 1]))
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
