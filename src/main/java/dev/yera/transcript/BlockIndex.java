package dev.yera.transcript;

import dev.yera.event.block.BlockType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which events of a log are of which block: ranges of numbers, as the chunks of a block mostly come
 * one after the other. A chunk of another type begins another block in the place of the one of its
 * id; a question that was answered stays beside it.
 */
final class BlockIndex {
  private final Map<String, Events> blocks = new HashMap<>();

  /** Questions whose ids became other blocks, by their places. */
  private final Map<Long, Events> answered = new HashMap<>();

  private static final class Events {
    private final String type;

    /** The number of the event where the block stands. */
    private final long place;

    private long[] ranges;
    private boolean isAnswered;

    Events(String type, long place, long first) {
      this.type = type;
      this.place = place;
      this.ranges = new long[] {first, first};
    }

    void add(long id) {
      if (ranges[ranges.length - 1] != id - 1) {
        ranges = Arrays.copyOf(ranges, ranges.length + 2);
        ranges[ranges.length - 2] = id;
      }
      ranges[ranges.length - 1] = id;
    }
  }

  /** Takes the next event. */
  void add(LoggedEvent event) {
    Events known = blocks.get(event.blockId());
    boolean isAnswer = event.is(BlockType.ANSWER);
    boolean isChunk = !isAnswer && !event.is(BlockType.FEEDBACK);
    if (known == null || (isChunk && !known.type.equals(event.blockType()))) {
      begin(event, known);
    } else {
      known.add(event.id());
      known.isAnswered |= isAnswer;
    }
  }

  private void begin(LoggedEvent event, Events known) {
    long place = event.id();
    if (known != null && known.isAnswered) {
      answered.put(known.place, known);
    } else if (known != null) {
      place = known.place;
    }
    // One string for each type, not for each block.
    String type =
        BlockType.of(event.blockType()).map(BlockType::wireName).orElse(event.blockType());
    blocks.put(event.blockId(), new Events(type, place, event.id()));
  }

  /**
   * The events of the block that stands where this one is: first and last number of each range;
   * empty if there is none.
   */
  Optional<long[]> standingAt(LoggedEvent event) {
    Events block = answered.getOrDefault(event.id(), blocks.get(event.blockId()));
    return block.place == event.id() ? Optional.of(block.ranges) : Optional.empty();
  }
}
