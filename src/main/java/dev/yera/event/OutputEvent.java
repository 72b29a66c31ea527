package dev.yera.event;

import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.BlockType;
import dev.yera.event.block.EventClass;
import dev.yera.event.block.MalformedEventException;
import dev.yera.event.block.Members;
import dev.yera.event.block.UnknownBlock;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * One output line of an executor, and one event of a stream (see "Events" in {@code protocol.md}).
 * Immutable.
 *
 * @param blockId the block it belongs to
 * @param block its block
 * @param extra members of {@code data} that the block type does not define; they are kept
 * @param timestamp when it was sent, to the microsecond
 * @param chunkId its number within the block, from 0
 * @param app the call of the app that sent it
 * @param parentBlockId the layout block around it, or null
 */
public record OutputEvent(
    BlockId blockId,
    Block block,
    Map<String, Object> extra,
    Instant timestamp,
    int chunkId,
    AppCall app,
    BlockId parentBlockId) {

  private static final int NO_CHUNK = -1;

  /** Defaults for members that an app left out. */
  public interface Defaults {
    /** The id of a new block. */
    BlockId blockId();

    /** The number of the next chunk of this block. */
    int nextChunk(BlockId block);

    /** Now. */
    Instant timestamp();

    /** The current call. */
    AppCall app();
  }

  /** Truncates the time to microseconds, as on the wire. */
  public OutputEvent {
    Objects.requireNonNull(blockId, "blockId");
    Objects.requireNonNull(block, "block");
    Objects.requireNonNull(app, "app");
    timestamp = timestamp.truncatedTo(ChronoUnit.MICROS);
    if (chunkId < 0) {
      throw new IllegalArgumentException("chunkId is " + chunkId + ", must be 0 or more");
    }
  }

  /** An event without extra members. */
  public OutputEvent(
      BlockId blockId,
      Block block,
      Instant timestamp,
      int chunkId,
      AppCall app,
      BlockId parentBlockId) {
    this(blockId, block, Map.of(), timestamp, chunkId, app, parentBlockId);
  }

  /**
   * Makes an event from the members that an app wrote.
   *
   * @param members the JSON object of the line
   * @param defaults the defaults of missing members
   * @param complaints gets a message for each member that was replaced because of its type or value
   * @throws MalformedEventException if it has no {@code block_type}, or cannot be answered
   */
  public static OutputEvent complete(
      Map<String, Object> members, Defaults defaults, Consumer<String> complaints) {
    if (!(members.get("block_type") instanceof String blockType) || blockType.isEmpty()) {
      throw new MalformedEventException("an event needs a block_type that is a string");
    }
    Members event = new Members("", members, complaints);
    Members data = event.nested("data").orElseGet(() -> new Members("data.", Map.of(), complaints));
    Block block =
        BlockType.of(blockType)
            .map(type -> known(type, data))
            .orElseGet(() -> unknown(blockType, event, data));
    BlockId given = event.blockId("block_id");
    BlockId blockId = given == null ? defaults.blockId() : given;
    int chunk = event.atLeast(0, "chunk_id", NO_CHUNK);
    return new OutputEvent(
        blockId,
        block,
        block instanceof UnknownBlock ? Map.of() : data.rest(),
        event.timestamp("timestamp").orElseGet(defaults::timestamp),
        chunk == NO_CHUNK ? defaults.nextChunk(blockId) : chunk,
        event.nested("app").flatMap(OutputEvent::call).orElseGet(defaults::app),
        event.blockId("parent_block_id"));
  }

  private static Block known(BlockType type, Members data) {
    Block block = type.read(data);
    data.complainOfRest(type.wireName());
    return block;
  }

  private static Block unknown(String blockType, Members event, Members data) {
    String name = event.nullableString("event_class");
    EventClass eventClass =
        name == null
            ? EventClass.CONTENT
            : EventClass.of(name)
                .orElseGet(
                    () -> {
                      event.complain("event_class", "one of the contract's event classes");
                      return EventClass.CONTENT;
                    });
    return new UnknownBlock(eventClass, blockType, data.rest());
  }

  private static Optional<AppCall> call(Members app) {
    String name = app.nullableString("name");
    int instance = app.integer("instance_id", 0);
    if (instance < 0) {
      app.complain("instance_id", "0 or more");
    }
    return name == null || instance < 0
        ? Optional.empty()
        : Optional.of(new AppCall(name, instance));
  }

  /** The eight members in the protocol's order, as one line of UTF-8 without its end. */
  public byte[] json() {
    // No lambda here nor in Json: the first one costs a child process 30 ms of its start.
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator out = Json.generator(line)) {
      write(out);
    }
    return line.toByteArray();
  }

  private void write(JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("event_class", block.eventClass().wireName());
    out.writeName("block_type");
    Json.writeString(out, block.blockType());
    out.writeName("block_id");
    Json.writeString(out, blockId.value());
    out.writeName("data");
    Json.write(out, data());
    out.writeStringProperty("timestamp", Timestamps.format(timestamp));
    out.writeNumberProperty("chunk_id", chunkId);
    out.writeName("app");
    out.writeStartObject();
    out.writeName("name");
    Json.writeString(out, app.name());
    out.writeNumberProperty("instance_id", app.instanceId());
    out.writeEndObject();
    out.writeName("parent_block_id");
    if (parentBlockId == null) {
      out.writeNull();
    } else {
      Json.writeString(out, parentBlockId.value());
    }
    out.writeEndObject();
  }

  /** All members of {@code data}: the block's own, then the others. */
  public Map<String, Object> data() {
    if (extra.isEmpty()) {
      return block.members();
    }
    Map<String, Object> all = new LinkedHashMap<>(block.members());
    extra.forEach(all::putIfAbsent);
    return all;
  }
}
