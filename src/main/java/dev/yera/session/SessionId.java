package dev.yera.session;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The id of a session. Random, because knowing it grants the use of a nameless session.
 *
 * @param value 128 random bits as a UUID of version 4
 */
public record SessionId(UUID value) {
  /** Refuses nothing but null. */
  public SessionId {
    Objects.requireNonNull(value, "value");
  }

  /** A new id from the JDK's secure random source. */
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  /** Parses an id in its canonical form; empty if the text is not one. */
  public static Optional<SessionId> parse(String text) {
    try {
      UUID uuid = UUID.fromString(text);
      // fromString is lenient: "1-1-1-1-1" would be another name of the same session.
      return uuid.toString().equals(text) ? Optional.of(new SessionId(uuid)) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
