package dev.yera.event.block;

import java.util.List;
import java.util.Map;

/**
 * Parts of which one is shown at a time: the k-th distinct direct child goes to tab k mod n.
 *
 * @param labels the names of the n tabs; with none, one part below the other
 */
public record Tabs(List<String> labels) implements Block {
  static final String TYPE = "tabs";

  static Tabs read(Members data) {
    return new Tabs(data.strings("labels"));
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
    return Members.of("labels", labels);
  }
}
