package dev.yera.app.local;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.EventClass;
import dev.yera.event.block.FormBlock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tracks which questions belong to which form. */
final class FormFields {
  private final Map<BlockId, BlockId> parents = new HashMap<>();
  private final Map<BlockId, Map<BlockId, OutputEvent>> fields = new HashMap<>();

  /** Records an event. */
  synchronized void saw(OutputEvent event) {
    if (event.parentBlockId() != null) {
      parents.put(event.blockId(), event.parentBlockId());
    }
    if (event.block() instanceof FormBlock) {
      fields.putIfAbsent(event.blockId(), new LinkedHashMap<>());
    } else if (event.block().eventClass() == EventClass.PROMPT) {
      Map<BlockId, OutputEvent> form = fields.get(formAround(event.blockId()));
      if (form != null) {
        form.put(event.blockId(), event);
      }
    }
  }

  /** Whether this question is a field of a form. */
  synchronized boolean isField(OutputEvent question) {
    return formAround(question.blockId()) != null;
  }

  /** The fields of a form, in order of arrival. */
  synchronized List<OutputEvent> of(OutputEvent form) {
    return List.copyOf(fields.get(form.blockId()).values());
  }

  private BlockId formAround(BlockId block) {
    BlockId around = parents.get(block);
    while (around != null && !fields.containsKey(around)) {
      around = parents.get(around);
    }
    return around;
  }
}
