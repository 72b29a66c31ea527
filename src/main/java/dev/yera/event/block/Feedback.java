package dev.yera.event.block;

import java.util.Map;

/**
 * What a user thinks of a block, whose id the event has; the last one counts. Written by the server
 * (contract, section 10).
 *
 * @param rating null for none, or no longer any
 * @param comment null for none
 */
public record Feedback(Rating rating, String comment) implements Block {
  static final String TYPE = "feedback";

  static Feedback read(Members data) {
    return new Feedback(data.rating("rating"), data.nullableString("comment"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTROL;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("rating", rating == null ? null : rating.wireName(), "comment", comment);
  }
}
