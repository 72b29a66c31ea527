package dev.yera.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Runs one scenario; the exit status is 0 only if it kept its promises. */
public final class Main {
  private static final Map<String, Scenario> SCENARIOS =
      new TreeMap<>(
          Map.of(
              "steady", new Steady(Steady.SESSIONS),
              "steady-small", new Steady(40),
              "churn", new Churn(),
              "return", new Return(),
              "neighbours", new Neighbours(),
              "mixed", new Mixed()));

  private Main() {}

  /**
   * Runs it.
   *
   * @param args the name of a scenario and, if it takes one, a duration like {@code PT30S}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Scenario scenario = args.length == 0 ? null : SCENARIOS.get(args[0]);
    if (scenario == null) {
      System.err.println("One of " + SCENARIOS.keySet() + ", and a duration like PT30S");
      System.exit(2);
      return;
    }
    Duration duration = args.length > 1 ? Duration.parse(args[1]) : Duration.ofSeconds(30);
    Promises promises = new Promises();
    scenario.run(duration, promises);
    System.out.println("\n" + String.join(" ", args) + "\n\n" + promises);
    System.exit(promises.areKept() ? 0 : 1);
  }
}
