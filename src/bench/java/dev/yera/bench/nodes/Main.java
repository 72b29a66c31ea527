package dev.yera.bench.nodes;

import dev.yera.bench.Postgres;
import dev.yera.bench.Table;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures many nodes on this machine, on databases beside the one that {@code YERA_BENCH_POSTGRES}
 * names: {@code quick} in some minutes, {@code whole} for the page. Names after it choose parts.
 */
public final class Main {
  private static final Map<String, Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("answers", new AnswersThroughNodes());
    PARTS.put("alone", new AloneInCluster());
    PARTS.put("viewers", new FanOut());
    PARTS.put("owner", new OwnersShare());
    PARTS.put("growth", new Growth());
    PARTS.put("sessions", Places::sessions);
    PARTS.put("crowd", Places::viewers);
  }

  private Main() {}

  /** How much, and which parts. */
  public static void main(String[] args) throws IOException {
    List<String> names = new ArrayList<>(Arrays.asList(args));
    String scaleName = names.isEmpty() ? "" : names.remove(0);
    if (!List.of("quick", "whole").contains(scaleName) || !PARTS.keySet().containsAll(names)) {
      System.out.println("quick | whole, then any of " + PARTS.keySet() + "; none for all");
      System.exit(2);
    }
    Scale scale = scaleName.equals("whole") ? Scale.WHOLE : Scale.QUICK;
    Postgres database =
        Postgres.ofEnvironment()
            .orElseThrow(() -> new IOException(Postgres.VARIABLE + " has to name a database"));
    Map<String, Table> tables = new LinkedHashMap<>();
    for (String name : names.isEmpty() ? List.copyOf(PARTS.keySet()) : names) {
      System.out.println(LocalTime.now(ZoneId.systemDefault()).withNano(0) + " " + name);
      tables.put(name, PARTS.get(name).run(database, scale));
      System.out.println(tables.get(name));
    }
    tables.forEach((name, table) -> System.out.println("\n" + name + "\n\n" + table));
  }
}
