package dev.yera.event.block;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A chart of any kind; each chunk replaces the one before.
 *
 * @param spec what is drawn, in Vega-Lite with its data inside; null if there is nothing to draw
 * @see <a href="https://vega.github.io/vega-lite/docs/spec.html">Vega-Lite View Specification</a>
 */
public record VegaChart(Map<String, Object> spec) implements Block {
  static final String TYPE = "chart";

  private static final String ADDRESS = "url";

  /** Under these names are rows, and not what is done with them. */
  private static final Set<String> DATA = Set.of("values", "datasets");

  static VegaChart read(Members data) {
    Map<String, Object> spec = data.object("spec");
    Optional<String> address = spec == null ? Optional.empty() : address(spec);
    address.ifPresent(path -> data.complain("spec", "a chart of inline data only: it has " + path));
    return new VegaChart(address.isPresent() ? null : spec);
  }

  /**
   * Where a specification asks for something from elsewhere, which no page loads for it.
   *
   * @return the path of the first such member; empty if there is none
   */
  public static Optional<String> address(Map<String, Object> spec) {
    return address("", spec);
  }

  private static Optional<String> address(String path, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> address(path, each)).flatMap(Optional::stream).findFirst();
    }
    if (!(value instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey());
      Optional<String> inside =
          DATA.contains(name)
              ? Optional.empty()
              : name.equals(ADDRESS)
                  ? Optional.of(path + name)
                  : address(path + name + ".", member.getValue());
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  /** What it says of itself: its description, else its title; empty if neither. */
  public Optional<String> says() {
    return text(member("description")).or(() -> text(member("title")));
  }

  private static Optional<String> text(Object value) {
    if (value instanceof Map<?, ?> members) {
      return text(members.get("text"));
    }
    if (value instanceof List<?> lines && !lines.isEmpty()) {
      return Optional.of(String.join(" ", lines.stream().map(String::valueOf).toList()));
    }
    return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
  }

  private Object member(String name) {
    return spec == null ? null : spec.get(name);
  }

  /** The rows that it draws, where there is no picture; empty if they are not objects in a list. */
  public Optional<Table> table() {
    if (!(member("data") instanceof Map<?, ?> data)
        || !(data.get("values") instanceof List<?> values)
        || values.isEmpty()) {
      return Optional.empty();
    }
    Set<String> columns = new LinkedHashSet<>();
    for (Object each : values) {
      if (!(each instanceof Map<?, ?> row)) {
        return Optional.empty();
      }
      row.keySet().forEach(name -> columns.add(String.valueOf(name)));
    }
    List<List<Object>> rows = new ArrayList<>();
    for (Object each : values) {
      List<Object> row = new ArrayList<>();
      columns.forEach(name -> row.add(((Map<?, ?>) each).get(name)));
      rows.add(row);
    }
    return Optional.of(new Table(List.copyOf(columns), rows, Border.ALL));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTENT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("spec", spec);
  }
}
