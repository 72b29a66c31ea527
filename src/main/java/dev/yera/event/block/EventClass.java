package dev.yera.event.block;

import java.util.Locale;
import java.util.Optional;

/** The class of an event: its {@code event_class} member (see "Events" in {@code protocol.md}). */
public enum EventClass {
  /** Something to read. */
  CONTENT,
  /** A question. */
  PROMPT,
  /** Progress of some work. */
  PROGRESS,
  /** A block that contains other blocks. */
  STRUCTURE,
  /** Information from the server for viewers, e.g. an accepted answer. */
  CONTROL,
  /** Text for a model, not for users. */
  CONTEXT,
  /** Start and end of a session. */
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
