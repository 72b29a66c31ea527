package dev.yera.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/** What is wrong with the answers to a form: for each field, and for all of them together. */
final class Refusal {
  private final Collection<Field<?>> fields;
  private final IdentityHashMap<Field<?>, String> ofFields = new IdentityHashMap<>();
  private final List<String> ofAll = new ArrayList<>();

  Refusal(Collection<Field<?>> fields) {
    this.fields = fields;
  }

  /**
   * Adds a message; null is none.
   *
   * @param at the field, or null for all
   */
  void add(Field<?> at, String message) {
    if (message != null && at == null) {
      ofAll.add(message);
    } else if (message != null) {
      ofFields.merge(at, message, (one, other) -> one + " " + other);
    }
  }

  boolean isNeeded() {
    return !ofFields.isEmpty() || !ofAll.isEmpty();
  }

  /** What concerns no single field; null for nothing. */
  String ofAll() {
    return ofAll.isEmpty() ? null : String.join(" ", ofAll);
  }

  /** Asks all fields again, as a client may show a form anew: each with what was entered. */
  void askAgain() {
    for (Field<?> field : fields) {
      field.again(ofFields.get(field));
    }
  }
}
