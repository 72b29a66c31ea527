package dev.yera.bench.load;

import dev.yera.bench.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs one scenario; the exit status is 0 only if it kept its promises. */
public final class Main {
  private static final List<String> NAMES =
      List.of("steady", "churn", "return", "neighbours", "mixed", "past", "consoles", "soak");

  private Main() {}

  private static Scenario scenario(String name, List<String> more) {
    return switch (name) {
      case "steady" ->
          new Steady(
              more.isEmpty() ? Steady.SESSIONS : Integer.parseInt(more.get(0)), database(more));
      case "churn" -> new Churn();
      case "return" -> new Return();
      case "past" ->
          new Past(more.isEmpty() ? 100_000 : Integer.parseInt(more.get(0)), database(more));
      case "consoles" -> new Consoles();
      case "soak" -> new Soak();
      case "neighbours" -> new Neighbours();
      default -> new Mixed();
    };
  }

  private static Optional<Postgres> database(List<String> more) {
    return more.stream().skip(1).findFirst().map(Postgres::new);
  }

  /**
   * Runs it.
   *
   * @param args the name of a scenario, a duration like {@code PT30S} if it takes one, and for
   *     {@code steady} and {@code past} how many sessions, if not 200 and 100,000, and a {@code
   *     jdbc:postgresql:…} of an empty database
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 0 || !NAMES.contains(args[0])) {
      System.err.println("One of " + NAMES + ", and a duration like PT30S");
      System.exit(2);
      return;
    }
    Scenario scenario =
        scenario(args[0], List.of(args).subList(Math.min(2, args.length), args.length));
    Duration duration = args.length > 1 ? Duration.parse(args[1]) : Duration.ofSeconds(30);
    Promises promises = new Promises();
    scenario.run(duration, promises);
    System.out.println("\n" + String.join(" ", args) + "\n\n" + promises);
    System.exit(promises.areKept() ? 0 : 1);
  }
}
