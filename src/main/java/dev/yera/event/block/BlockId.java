package dev.yera.event.block;

import java.util.Objects;
import java.util.UUID;

/**
 * The id of a block within a session; events with the same id are chunks of one block.
 *
 * @param value any text of at least one character
 */
public record BlockId(String value) {
  /** Refuses an empty id. */
  public BlockId {
    Objects.requireNonNull(value, "value");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a block id has at least one character");
    }
  }

  /** A new random id. */
  public static BlockId random() {
    return new BlockId(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
