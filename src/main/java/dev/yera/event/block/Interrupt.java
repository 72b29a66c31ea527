package dev.yera.event.block;

import java.util.Map;

/** A user pressed stop: written by the server, before the app is interrupted. */
public record Interrupt() implements Block {
  static final String TYPE = "interrupt";

  static Interrupt read(Members data) {
    return new Interrupt();
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
    return Map.of();
  }
}
