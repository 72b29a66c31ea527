package dev.yera.transcript;

import dev.yera.event.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
