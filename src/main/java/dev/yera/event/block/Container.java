package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of blocks, one below the other; or steps, of which one is shown at a time.
 *
 * @param border whether it has a border
 * @param steps the names of the steps; null for a group
 * @param step the step that is shown, from 0: what is in it began while the container said so; null
 *     for all of them, one below the other
 */
public record Container(boolean border, List<String> steps, Integer step) implements Block {
  static final String TYPE = "container";

  /** A group. */
  public Container(boolean border) {
    this(border, null, null);
  }

  static Container read(Members data) {
    boolean border = data.bool("border", false);
    List<String> steps = data.nullableStrings("steps");
    Integer step = data.nullableAtLeast(0, "step");
    boolean makesSense = step == null || (steps != null && step < steps.size());
    step = data.sensible("step", step, makesSense, "one of the steps", null);
    return new Container(border, steps, step);
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.STRUCTURE;
  }

  @Override
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("border", border);
    if (steps != null) {
      members.put("steps", steps);
      members.put("step", step);
    }
    return Collections.unmodifiableMap(members);
  }
}
