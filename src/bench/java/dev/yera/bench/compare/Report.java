package dev.yera.bench.compare;

import dev.yera.bench.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What a run found, as text for the page. */
final class Report {
  private Report() {}

  /** Where, when and how it was measured. */
  static String setting(String command, Scale scale, List<String> jvmOptions) throws IOException {
    StringBuilder text = new StringBuilder("\n");
    text.append("- `").append(command).append("`, ");
    text.append(LocalDate.now(ZoneOffset.UTC)).append(", ").append(scale.runs()).append(" runs\n");
    for (String line : Machine.lines()) {
      text.append("- ").append(line).append('\n');
    }
    text.append("- JVM options of our servers: `");
    text.append(String.join(" ", jvmOptions)).append("`; settings other than as it comes:");
    Servers.SETTINGS.entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(
            e -> text.append(" `").append(e.getKey()).append('=').append(e.getValue()).append('`'));
    text.append("\n- before it is measured, a server of ours serves each kind of request for ");
    text.append(scale.warmUpSeconds()).append(" s, and answers for ").append(scale.answerSeconds());
    return text.append(" s\n\n").toString();
  }

  /** One line for each row: ours, theirs, and what it ought to be. */
  static String summary(Results results) {
    Table table = new Table("what", "Yera Sessions", "others, in the same run", "aim");
    for (Row row : results.rows()) {
      List<String> ours = new ArrayList<>();
      List<String> others = new ArrayList<>();
      for (String contender : results.contenders(row)) {
        boolean own = contender.startsWith(Servers.NAME);
        String name = own ? contender.substring(Servers.NAME.length()) : contender;
        String text = name.replaceFirst("^, ", "") + ": " + results.sentence(row, contender);
        (own ? ours : others).add(text.replaceFirst("^: ", ""));
      }
      table.row(
          row.title(),
          String.join("<br>", ours),
          others.isEmpty() ? "–" : String.join("<br>", others),
          row.aim());
    }
    return "\n" + table + "\n";
  }

  /** What the stores cost, and what was promised of them. */
  static String stores(Results results, String command, Scale scale, List<String> jvmOptions)
      throws IOException {
    List<String> more =
        List.of(
            Machine.peer(Peers.POSTGRES),
            "otherwise as [above](#where-and-how), without ready workers; JVM options: `"
                + String.join(" ", jvmOptions)
                + "`");
    return part(results, command, scale.runs(), more);
  }

  /** How servers are that have just started, and how they should be. */
  static String starts(Results results, String command, Scale scale, List<String> jvmOptions)
      throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<String> more =
        List.of(
            Machine.peer(Peers.WEBSOCKETD),
            Machine.peer(Peers.FASTAPI),
            "load of the machine at the end, over a minute: %.1f".formatted(load),
            "a new server for each run; JVM options: `" + String.join(" ", jvmOptions) + "`");
    int runs = Math.min(JustStarted.MOST_RUNS, scale.runs());
    return part(results, command, runs, more);
  }

  /** What a chat adds to a language model, and how much that may be. */
  static String models(Results results, String command, Scale scale, List<String> jvmOptions)
      throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<String> more =
        List.of(
            "browser, model, server and client on the same processors; load of the machine at the"
                + " end, over a minute: %.1f".formatted(load),
            "otherwise as [above](#where-and-how); JVM options: `"
                + String.join(" ", jvmOptions)
                + "`");
    return part(results, command, scale.runs(), more);
  }

  private static String part(Results results, String command, int runs, List<String> more)
      throws IOException {
    StringBuilder text = new StringBuilder("\n");
    text.append("- `").append(command).append("`, ");
    text.append(LocalDate.now(ZoneOffset.UTC)).append(", ").append(runs).append(" runs\n");
    Machine.hardware().forEach(line -> text.append("- ").append(line).append('\n'));
    more.forEach(line -> text.append("- ").append(line).append('\n'));
    for (Row row : results.rows()) {
      text.append("\n**").append(row.title()).append("**");
      text.append(row.aim().equals("–") ? "" : " (" + row.aim() + ")").append("\n\n");
      text.append(results.table(row));
    }
    return text.append('\n').toString();
  }

  /** All figures of all rows. */
  static String details(Results results) {
    StringBuilder text = new StringBuilder();
    for (Row row : results.rows()) {
      text.append("\n**").append(row.title()).append("**\n\n").append(results.table(row));
    }
    return text.append('\n').toString();
  }
}
