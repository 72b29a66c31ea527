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
  private static final String CONTROL = "bind";
  private static final String KIND = "input";
  private static final String PLACE = "element";

  /** Under these names are rows, and not what is done with them. */
  private static final Set<String> DATA = Set.of("values", "datasets");

  /** The page knows the same: controls that send nothing, load nothing and ask for no secrets. */
  private static final Set<String> KINDS =
      Set.of(
          "checkbox",
          "color",
          "date",
          "month",
          "number",
          "radio",
          "range",
          "search",
          "select",
          "text",
          "time",
          "week");

  /**
   * Why a specification cannot be shown.
   *
   * @param path the member that is not taken
   * @param why what is wrong with it
   * @param instead what to do instead
   */
  public record Refusal(String path, String why, String instead) {}

  static VegaChart read(Members data) {
    Map<String, Object> spec = data.object("spec");
    Optional<Refusal> refusal = spec == null ? Optional.empty() : refusal(spec);
    refusal.ifPresent(
        each ->
            data.complain(
                "spec",
                "a chart of inline data and its own controls only: it has "
                    + each.path()
                    + ", and "
                    + each.why()));
    return new VegaChart(refusal.isPresent() ? null : spec);
  }

  /**
   * Where a specification asks for something that is not in the chart: from elsewhere, or of the
   * page around it.
   *
   * @return what is wrong with the first such member; empty if there is none
   */
  public static Optional<Refusal> refusal(Map<String, Object> spec) {
    return refusal("", spec);
  }

  private static Optional<Refusal> refusal(String path, Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(each -> refusal(path, each)).flatMap(Optional::stream).findFirst();
    }
    if (!(value instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    for (Map.Entry<?, ?> member : members.entrySet()) {
      String name = String.valueOf(member.getKey());
      Optional<Refusal> inside =
          switch (name) {
            case ADDRESS -> Optional.of(loaded(path + name));
            case CONTROL -> ofControl(path + name + ".", member.getValue());
            default ->
                DATA.contains(name)
                    ? Optional.empty()
                    : refusal(path + name + ".", member.getValue());
          };
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private static Refusal loaded(String path) {
    return new Refusal(path, "no page loads anything for it", "Put the data into data.values");
  }

  /** Of a control, or of several by the fields that they are for. */
  private static Optional<Refusal> ofControl(String path, Object control) {
    if (!(control instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    if (members.get(PLACE) instanceof String) {
      return Optional.of(
          new Refusal(
              path + PLACE, "its controls stand in the chart", "Give the control an input"));
    }
    if (members.get(KIND) instanceof String kind && !KINDS.contains(kind)) {
      return Optional.of(
          new Refusal(
              path + KIND,
              "a chart has no control of the kind " + kind,
              "Take one of " + String.join(", ", KINDS.stream().sorted().toList())));
    }
    return members.entrySet().stream()
        .filter(each -> each.getValue() instanceof Map<?, ?>)
        .map(each -> ofControl(path + each.getKey() + ".", each.getValue()))
        .flatMap(Optional::stream)
        .findFirst();
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
