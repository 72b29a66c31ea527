package dev.yera.event.block;

import java.util.Locale;
import java.util.Optional;

/** What an event is about: the {@code event_class} member (contract, section 3). */
public enum EventClass {
  /** Something to read. */
  CONTENT,
  /** A question. */
  PROMPT,
  /** How far some work is. */
  PROGRESS,
  /** A block that other blocks stand in. */
  STRUCTURE,
  /** Bookkeeping between server and viewers, e.g. an accepted answer. */
  CONTROL,
  /** Something for a model, not for a person. */
  CONTEXT,
  /** Begin and end of a session. */
  LIFECYCLE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name on the wire, e.g. {@code content}. */
  public String wireName() {
    return wireName;
  }

  /** The class of this wire name; empty if there is none. */
  public static Optional<EventClass> of(String wireName) {
    for (EventClass each : values()) {
      if (each.wireName.equals(wireName)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
