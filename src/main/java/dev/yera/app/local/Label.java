package dev.yera.app.local;

import dev.yera.event.block.Block;

/** What a question is called. */
final class Label {
  private Label() {}

  /** Its label, or the type of the block if it has none. */
  static String of(Block question) {
    return question.members().get("label") instanceof String label ? label : question.blockType();
  }
}
