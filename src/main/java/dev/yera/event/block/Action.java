package dev.yera.event.block;

import java.util.Map;

/**
 * Progress as a list of steps; each message adds a line.
 *
 * @param message the step, or null to change only the status
 * @param status the state of the work
 */
public record Action(String message, Status status) implements Block {
  static final String TYPE = "action";

  static Action read(Members data) {
    return new Action(data.nullableString("message"), data.status("status"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.PROGRESS;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("message", message, "status", status.wireName());
  }
}
