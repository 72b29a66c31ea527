package dev.yera.app;

import dev.yera.event.block.VegaChart;
import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.util.Map;
import java.util.Optional;

/** Shows charts of any kind, from what describes them. */
final class Specification {
  private static final String WORD = "chart";

  private Specification() {}

  static void show(String json) {
    try {
      if (Json.read(json) instanceof Map<?, ?> spec) {
        show(spec);
        return;
      }
    } catch (MalformedJsonException e) {
      throw Misuse.argument(
          WORD, "the specification is no JSON: " + e.getMessage(), "Mend it, or give a map");
    }
    throw Misuse.argument(WORD, "the specification is no JSON object", "Begin it with {");
  }

  @SuppressWarnings("unchecked") // what is plain has names that are strings
  static void show(Map<?, ?> spec) {
    Map<String, Object> plain = (Map<String, Object>) PlainValue.of(WORD, spec);
    Optional<VegaChart.Refusal> refusal = VegaChart.refusal(plain);
    if (refusal.isPresent()) {
      throw Misuse.argument(
          WORD,
          "the specification has " + refusal.get().path() + ", and " + refusal.get().why(),
          refusal.get().instead());
    }
    Place.here(WORD).open(new VegaChart(plain));
  }
}
