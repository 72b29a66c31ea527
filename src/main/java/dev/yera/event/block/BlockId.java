package dev.yera.event.block;

import java.util.Objects;
import java.util.UUID;

/**
 * Names one block within a session; several events with the same id are chunks of one block.
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

  /** An id that was never used. */
  public static BlockId random() {
    return new BlockId(UUID.randomUUID().toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
