package dev.yera.transcript;

import dev.yera.event.block.VegaChart;
import dev.yera.event.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a chart shows, as a table: where there are words only, the numbers are what is left. */
record ChartTable(List<?> columns, List<List<?>> rows) {
  static ChartTable of(Map<?, ?> data) {
    List<Object> columns = new ArrayList<>();
    columns.add(data.get("x"));
    columns.addAll(list(data.get("y")));
    List<List<?>> rows = new ArrayList<>();
    for (Object each : list(data.get("data"))) {
      if (each instanceof Map<?, ?> point) {
        List<Object> row = new ArrayList<>();
        columns.forEach(column -> row.add(point.get(column)));
        rows.add(row);
      }
    }
    return new ChartTable(columns, rows);
  }

  /** Of one that is described in Vega-Lite; empty if its data are not simply rows. */
  static Optional<ChartTable> ofSpec(Map<?, ?> data) {
    return chart(data)
        .table()
        .map(table -> new ChartTable(table.columns(), List.copyOf(table.rows())));
  }

  /** What such a chart says of itself; empty if nothing. */
  static String title(Map<?, ?> data) {
    return chart(data).says().orElse("");
  }

  @SuppressWarnings("unchecked") // objects made by Json have string keys
  private static VegaChart chart(Map<?, ?> data) {
    return new VegaChart(
        data.get("spec") instanceof Map<?, ?> spec ? (Map<String, Object>) spec : null);
  }

  static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  /** What a block of an unknown type shows: its words, else all of it. */
  static String words(Map<?, ?> data) {
    return Stream.of("content", "label", "alt")
        .map(data::get)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst()
        .orElseGet(() -> Json.text(data));
  }
}
