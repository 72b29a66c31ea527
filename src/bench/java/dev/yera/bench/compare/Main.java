package dev.yera.bench.compare;

import dev.yera.bench.Page;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures ours beside the peers that this machine has, and writes the page. {@code whole} is for
 * the page; {@code quick} takes less than two minutes and writes a copy of the page under {@code
 * target/bench}. Names after it choose rows, and write a copy as well.
 */
public final class Main {
  /** Those that have a part of the page to themselves. */
  private static final Map<String, Part> PARTS =
      Map.of("stores", Report::stores, "starts", Report::starts, "models", Report::models);

  private static final Map<String, Opener> MEASUREMENTS = new LinkedHashMap<>();

  static {
    MEASUREMENTS.put("rush", Rush::new);
    MEASUREMENTS.put("first-question", FirstQuestion::new);
    MEASUREMENTS.put("answer", AnswerToEvent::new);
    MEASUREMENTS.put("one-viewer", OneViewer::new);
    MEASUREMENTS.put("many-viewers", ManyViewers::new);
    MEASUREMENTS.put("memory", Memory::new);
    MEASUREMENTS.put("stores", Stores::new);
    MEASUREMENTS.put("starts", JustStarted::new);
    MEASUREMENTS.put("models", FirstToken::new);
    MEASUREMENTS.put("idle-viewer", IdleViewer::new);
  }

  private interface Opener {
    Measurement open(Servers servers, Scale scale) throws IOException;
  }

  private interface Part {
    String text(Results results, String command, Scale scale, List<String> jvmOptions)
        throws IOException;
  }

  private Main() {}

  /** How much, and which rows. */
  public static void main(String[] args) throws IOException {
    List<String> names = new ArrayList<>(Arrays.asList(args));
    String scaleName = names.isEmpty() ? "" : names.remove(0);
    boolean known = List.of("quick", "whole").contains(scaleName);
    if (!known || !MEASUREMENTS.keySet().containsAll(names)) {
      System.out.println("quick | whole, then any of " + MEASUREMENTS.keySet() + "; none for all");
      System.exit(2);
    }
    Scale scale = scaleName.equals("whole") ? Scale.WHOLE : Scale.QUICK;
    boolean all = names.isEmpty();
    if (all) {
      names.addAll(MEASUREMENTS.keySet());
    }
    Peers.missing().forEach(System.out::println);
    // With these the server can be profiled: -XX:StartFlightRecording=…
    List<String> jvmOptions = List.of(System.getProperty("bench.server", "-Xmx1g").split(" ", -1));
    Results results = new Results();
    Map<String, Results> apart = new TreeMap<>();
    Growth growth = new Growth();
    try (Servers servers = new Servers(scale, jvmOptions)) {
      for (String name : names) {
        boolean isPart = PARTS.containsKey(name);
        Results own = isPart ? apart.computeIfAbsent(name, it -> new Results()) : results;
        measure(name, servers, scale, own, growth);
      }
    }
    String command =
        "mvn -Pbench package exec:exec@compare -Dcompare=\"" + String.join(" ", args) + "\"";
    System.out.println(Report.summary(results) + Report.details(results));
    apart.values().forEach(each -> System.out.println(Report.details(each)));
    boolean whole = all || (names.size() == 1 && PARTS.containsKey(names.get(0)));
    Page page = new Page(whole && scale.equals(Scale.WHOLE));
    for (Map.Entry<String, Results> part : apart.entrySet()) {
      String text = PARTS.get(part.getKey()).text(part.getValue(), command, scale, jvmOptions);
      page.replace(part.getKey(), text);
    }
    if (results.rows().isEmpty()) {
      return;
    }
    page.replace("setting", Report.setting(command, scale, jvmOptions));
    page.replace("summary", Report.summary(results));
    page.replace("details", Report.details(results));
    if (!growth.charts().isEmpty()) {
      Picture.draw(growth, page.picture());
    }
  }

  private static void measure(
      String name, Servers servers, Scale scale, Results results, Growth growth)
      throws IOException {
    try (Measurement measurement = MEASUREMENTS.get(name).open(servers, scale)) {
      for (int run = 1; run <= measurement.runs(scale); run++) {
        System.out.println(name + ", run " + run);
        measurement.run(results);
      }
      measurement.grow(growth);
    }
  }
}
