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
    private final boolean isPrompt;

    /** The number of the event where the block stands. */
    private final long place;

    private long[] ranges = new long[2];

    /** How much of that is used. */
    private int length;

    private boolean isAnswered;

    Events(String type, boolean isPrompt, long place, long first) {
      this.type = type;
      this.isPrompt = isPrompt;
      this.place = place;
      add(first);
    }

    void add(long id) {
      if (length == 0 || ranges[length - 1] != id - 1) {
        if (length == ranges.length) {
          ranges = Arrays.copyOf(ranges, length + length / 4 * 2 + 2);
        }
        ranges[length] = id;
        length += 2;
      }
      ranges[length - 1] = id;
    }

    long[] ranges() {
      return Arrays.copyOf(ranges, length);
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
    boolean isOfForm = isAnswer && known != null && BlockType.FORM.wireName().equals(known.type);
    if (isOfForm && event.data().get("value") instanceof Map<?, ?> fields) {
      fields.keySet().forEach(this::fieldIsAnswered); // it is answered as a whole
    }
  }

  private void fieldIsAnswered(Object field) {
    Events known = blocks.get(String.valueOf(field));
    if (known != null && known.isPrompt) {
      known.isAnswered = true;
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
    blocks.put(event.blockId(), new Events(type, event.isPrompt(), place, event.id()));
  }

  /**
   * The events of the block that stands where this one is: first and last number of each range;
   * empty if there is none.
   */
  Optional<long[]> standingAt(LoggedEvent event) {
    Events block = answered.getOrDefault(event.id(), blocks.get(event.blockId()));
    return block.place == event.id() ? Optional.of(block.ranges()) : Optional.empty();
  }
}
