package dev.yera.app.local;

import dev.yera.event.block.Block;

/** The label of a question. */
final class Label {
  private Label() {}

  /** The label, or the type of the block if it has none. */
  static String of(Block question) {
    return question.members().get("label") instanceof String label ? label : question.blockType();
  }
}
