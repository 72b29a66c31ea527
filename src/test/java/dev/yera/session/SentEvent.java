package dev.yera.session;

import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import java.util.Map;

/** An event as a viewer gets it. */
record SentEvent(long id, Map<?, ?> members) {
  static SentEvent of(Frames.Frame frame) {
    return new SentEvent(frame.id(), (Map<?, ?>) Json.read(frame.data()));
  }

  String blockType() {
    return (String) members.get("block_type");
  }

  BlockId blockId() {
    return new BlockId((String) members.get("block_id"));
  }

  long chunkId() {
    return (Long) members.get("chunk_id");
  }

  Object data(String name) {
    return ((Map<?, ?>) members.get("data")).get(name);
  }

  /** A member of the {@code error} of an exit event. */
  Object error(String name) {
    return data("error") instanceof Map<?, ?> error ? error.get(name) : null;
  }
}
