package dev.yera.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of metrics and the dashboard are made from the code. */
class MetricsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/operations.md");
  private static final Path DASHBOARD = Path.of("src/site/operations/grafana.json");
  private static final String BEGIN = "<!-- made by MetricsPageTest -->\n";
  private static final String END = "<!-- end -->\n";
  private static final String HINT = "run mvn test -Dtest=MetricsPageTest -Dyera.docs.write=true";
  private static final Pattern NAME = Pattern.compile("yera_[a-z_]+");

  /** The dashboard, row by row. */
  private static final Map<String, List<MetricFamily>> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put(
        "Sessions",
        List.of(
            MetricFamily.SESSIONS,
            MetricFamily.CREATIONS,
            MetricFamily.ENDS,
            MetricFamily.REFUSALS,
            MetricFamily.STARTS));
    ROWS.put("Answers", List.of(MetricFamily.ANSWERS, MetricFamily.ANSWER_EVENT));
    ROWS.put(
        "Events and viewers",
        List.of(
            MetricFamily.EVENTS,
            MetricFamily.EVENT_BYTES,
            MetricFamily.VIEWERS,
            MetricFamily.VIEWS,
            MetricFamily.CUTS,
            MetricFamily.DELIVERIES,
            MetricFamily.DELIVERY_BYTES));
    ROWS.put(
        "Processes of sessions",
        List.of(MetricFamily.PROCESSES, MetricFamily.MEMORY, MetricFamily.CPU));
    ROWS.put("Workers", List.of(MetricFamily.WORKERS, MetricFamily.STARTS_WAITING));
    ROWS.put(
        "Store",
        List.of(
            MetricFamily.STORE_UP,
            MetricFamily.STORE_WRITES,
            MetricFamily.STORE_QUEUE,
            MetricFamily.STORE_LAG));
    ROWS.put("Language models", List.of(MetricFamily.LLM_TOKENS));
    ROWS.put("Nodes", List.of(MetricFamily.LEASE_AGE, MetricFamily.FORWARDS));
    ROWS.put(
        "Server",
        List.of(
            MetricFamily.INFO,
            MetricFamily.THREADS,
            MetricFamily.HEAP,
            MetricFamily.SERVER_CPU,
            MetricFamily.CLOCK_FAILURES));
  }

  private static boolean writes() {
    return Boolean.getBoolean("yera.docs.write");
  }

  @Test
  void thePageHasEachMetric() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String made = page.substring(0, begin) + table() + page.substring(page.indexOf(END, begin));
    if (writes()) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE)).as(HINT).isEqualTo(made);
  }

  private static String table() {
    return Stream.of(MetricFamily.values())
        .map(
            each ->
                "| `%s` | %s | %s | %s |\n"
                    .formatted(
                        each.exposed(),
                        each.kind().name().toLowerCase(Locale.ROOT),
                        each.labels().stream()
                            .map(label -> "`" + label + "`")
                            .collect(Collectors.joining(", ")),
                        each.meaning()))
        .collect(Collectors.joining("", "| metric | type | labels | |\n|---|---|---|---|\n", ""));
  }

  @Test
  void theDashboardIsMadeFromTheNames() throws IOException {
    String made = dashboard();
    if (writes()) {
      Files.createDirectories(DASHBOARD.getParent());
      Files.writeString(DASHBOARD, made);
    }
    assertThat(Files.readString(DASHBOARD)).as(HINT).isEqualTo(made);
  }

  /** Whoever changes the dashboard by hand: a metric is missing on neither side. */
  @Test
  void theDashboardShowsEachMetricAndNoOther() throws IOException {
    Set<String> shown =
        NAME.matcher(Files.readString(DASHBOARD))
            .results()
            .map(found -> found.group().replaceFirst("_bucket$", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(shown)
        .isEqualTo(
            Stream.of(MetricFamily.values())
                .map(MetricFamily::exposed)
                .collect(Collectors.toCollection(TreeSet::new)));
    EnumSet<MetricFamily> inRows = EnumSet.noneOf(MetricFamily.class);
    ROWS.values().forEach(inRows::addAll);
    assertThat(inRows).isEqualTo(EnumSet.allOf(MetricFamily.class));
  }

  private static String dashboard() {
    List<String> panels = new ArrayList<>();
    int id = 1;
    int y = 0;
    for (Map.Entry<String, List<MetricFamily>> row : ROWS.entrySet()) {
      panels.add(
          Json.text(
              members(
                  "id",
                  id++,
                  "type",
                  "row",
                  "title",
                  row.getKey(),
                  "collapsed",
                  false,
                  "panels",
                  List.of(),
                  "gridPos",
                  place(24, 1, 0, y++))));
      int x = 0;
      for (MetricFamily each : row.getValue()) {
        if (x == 24) {
          x = 0;
          y += 7;
        }
        panels.add(Json.text(panel(id++, each, place(8, 7, x, y))));
        x += 8;
      }
      y += 7;
    }
    String head =
        Json.text(
            members(
                "uid", "yera-sessions",
                "title", "Yera Sessions",
                "schemaVersion", 39,
                "timezone", "browser",
                "refresh", "30s",
                "time", members("from", "now-6h", "to", "now"),
                "templating", members("list", List.of(source(), instance()))));
    return head.substring(0, head.length() - 1)
        + ",\n\"panels\":[\n"
        + String.join(",\n", panels)
        + "\n]}\n";
  }

  private static Map<String, Object> source() {
    return members(
        "name", "source", "label", "Source", "type", "datasource", "query", "prometheus");
  }

  private static Map<String, Object> instance() {
    return members(
        "name",
        "instance",
        "label",
        "Server",
        "type",
        "query",
        "datasource",
        members("type", "prometheus", "uid", "${source}"),
        "query",
        "label_values(" + MetricFamily.INFO.exposed() + ", instance)",
        "includeAll",
        true,
        "multi",
        true,
        "refresh",
        2);
  }

  private static Map<String, Object> panel(int id, MetricFamily metric, Map<String, Object> place) {
    return members(
        "id", id,
        "type", "timeseries",
        "title", metric.exposed(),
        "description", metric.meaning(),
        "datasource", members("type", "prometheus", "uid", "${source}"),
        "fieldConfig", members("defaults", members("unit", unit(metric)), "overrides", List.of()),
        "gridPos", place,
        "targets", targets(metric));
  }

  private static String unit(MetricFamily metric) {
    String name = metric.exposed();
    if (name.contains("bytes")) {
      return metric.kind() == MetricFamily.Kind.COUNTER ? "Bps" : "bytes";
    }
    return name.endsWith("_seconds") ? "s" : "short";
  }

  private static List<Map<String, Object>> targets(MetricFamily metric) {
    String name = metric.exposed();
    String of = "{instance=~\"$instance\"}";
    String labels = String.join(", ", metric.labels());
    String by = labels.isEmpty() ? "" : " by (" + labels + ")";
    String legend =
        metric.labels().stream().map(label -> "{{" + label + "}}").collect(Collectors.joining(" "));
    return switch (metric.kind()) {
      case COUNTER ->
          List.of(
              target("A", "sum%s (rate(%s%s[$__rate_interval]))".formatted(by, name, of), legend));
      case GAUGE -> List.of(target("A", "sum%s (%s%s)".formatted(by, name, of), legend));
      case HISTOGRAM ->
          List.of(quantile("A", 0.5, metric, of, legend), quantile("B", 0.99, metric, of, legend));
    };
  }

  private static Map<String, Object> quantile(
      String ref, double which, MetricFamily metric, String of, String legend) {
    List<String> by = new ArrayList<>(metric.labels());
    by.add("le");
    return target(
        ref,
        "histogram_quantile(%s, sum by (%s) (rate(%s_bucket%s[$__rate_interval])))"
            .formatted(which, String.join(", ", by), metric.exposed(), of),
        ("p" + Math.round(which * 100) + " " + legend).strip());
  }

  private static Map<String, Object> target(String ref, String query, String legend) {
    return members("refId", ref, "expr", query, "legendFormat", legend);
  }

  private static Map<String, Object> place(int w, int h, int x, int y) {
    return members("w", w, "h", h, "x", x, "y", y);
  }

  private static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return members;
  }

  /** As OpenMetrics names counters, and what has a unit. */
  @ParameterizedTest
  @EnumSource
  void aNameKeepsTheRules(MetricFamily metric) {
    assertThat(metric.exposed()).matches("yera_[a-z]+(_[a-z]+)*");
    assertThat(metric.exposed().endsWith("_total"))
        .isEqualTo(metric.kind() == MetricFamily.Kind.COUNTER);
    assertThat(metric.exposed()).doesNotContain("_created", "_sum", "_count", "milli");
    assertThat(metric.labels()).doesNotContain("session", "session_id", "owner", "user");
    assertThat(metric.meaning()).endsWith(".");
  }
}
