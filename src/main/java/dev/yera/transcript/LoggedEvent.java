package dev.yera.transcript;

import dev.yera.event.block.BlockType;
import java.util.Map;

/** An event of a log; the server has checked what it has. */
record LoggedEvent(long id, Map<?, ?> members) {
  String blockId() {
    return text("block_id");
  }

  String blockType() {
    return text("block_type");
  }

  String text(String member) {
    return (String) members.get(member);
  }

  Map<?, ?> data() {
    return (Map<?, ?>) members.get("data");
  }

  /** Whether it asks something. */
  boolean isPrompt() {
    return "prompt".equals(text("event_class"));
  }

  boolean is(BlockType type) {
    return type.wireName().equals(blockType());
  }
}
