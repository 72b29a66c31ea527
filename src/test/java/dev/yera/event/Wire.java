package dev.yera.event;

import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what is on the wire, as the server reads what an app wrote. */
final class Wire {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

  /** An event, and what was complained about on the way. */
  record Received(OutputEvent event, List<String> complaints) {}

  private Wire() {}

  /** The members of the JSON object. */
  @SuppressWarnings("unchecked") // objects made by Json have string keys
  static Map<String, Object> members(byte[] json) {
    return (Map<String, Object>) Json.read(json);
  }

  static Map<String, Object> members(String json) {
    return members(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The event of a line that needs nothing from the server; it may have members of its own. */
  static OutputEvent complete(byte[] json) {
    List<String> complaints = new ArrayList<>();
    OutputEvent event = OutputEvent.complete(members(json), new Nothing(), complaints::add);
    complaints.removeIf(each -> each.contains(" is no member of "));
    if (!complaints.isEmpty()) {
      throw new AssertionError(complaints.toString());
    }
    return event;
  }

  /** The event of a line that an app left incomplete. */
  static Received receive(String json) {
    List<String> complaints = new ArrayList<>();
    byte[] line = json.getBytes(StandardCharsets.UTF_8);
    // As the server reads it, which tells NaN from null; a line that is whole has none.
    Map<String, Object> members =
        EventLine.parse(line, 0, line.length) instanceof EventLine.Partial partial
            ? partial.members()
            : members(line);
    return new Received(OutputEvent.complete(members, new Given(), complaints::add), complaints);
  }

  /** The block of an event with this data, and the complaints. */
  static Received receive(String blockType, String data) {
    return receive("{\"block_type\":\"%s\",\"data\":%s}".formatted(blockType, data));
  }

  /** For events that have all members. */
  private static final class Nothing implements OutputEvent.Defaults {
    @Override
    public BlockId blockId() {
      throw new AssertionError("block_id was asked for");
    }

    @Override
    public int nextChunk(BlockId block) {
      throw new AssertionError("chunk_id was asked for");
    }

    @Override
    public Instant timestamp() {
      throw new AssertionError("timestamp was asked for");
    }

    @Override
    public AppCall app() {
      throw new AssertionError("app was asked for");
    }
  }

  /** What the server fills in, in these tests. */
  private static final class Given implements OutputEvent.Defaults {
    @Override
    public BlockId blockId() {
      return new BlockId("given");
    }

    @Override
    public int nextChunk(BlockId block) {
      return 7;
    }

    @Override
    public Instant timestamp() {
      return NOW;
    }

    @Override
    public AppCall app() {
      return AppCall.first("given.app");
    }
  }
}
