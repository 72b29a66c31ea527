package dev.yera.it;

import static dev.yera.app.Yera.chatInput;
import static dev.yera.app.Yera.markdown;
import static dev.yera.app.Yera.numberInput;
import static dev.yera.app.Yera.says;
import static dev.yera.app.Yera.sleep;
import static dev.yera.app.Yera.table;
import static dev.yera.app.Yera.textInput;
import static dev.yera.app.Yera.upload;

import dev.yera.app.App;
import dev.yera.app.AppInterrupted;
import dev.yera.app.ChatMessage;
import dev.yera.app.Prose;
import dev.yera.app.Upload;
import dev.yera.event.block.Speaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Java apps that do what an app may do wrong. */
public final class JavaApps {
  private JavaApps() {}

  @App
  public static void fails() {
    throw new IllegalStateException("no more");
  }

  @App
  public static void showsTooMuch() {
    table(List.of("a"), List.of(List.of("x".repeat(2 << 20))));
  }

  @App
  public static void speaks() {
    Prose said = says(Speaker.ASSISTANT, "Ada");
    said.append("Hi, ");
    said.append("there");
  }

  @App
  public static int returns() {
    return 42;
  }

  @App
  public static void leaves() {
    markdown("said before");
    System.exit(3);
  }

  @App
  public static void prints() {
    System.out.println("{\"block_type\":\"markdown\",\"data\":{\"content\":\"no event\"}}");
    markdown("an event");
  }

  @App
  public static void startsChildren() throws IOException, InterruptedException {
    for (String script : List.of("cat", "printf 'Checking ... '")) {
      new ProcessBuilder("sh", "-c", script).inheritIO().start().waitFor();
    }
    markdown(textInput("Delete?"));
  }

  @App
  public static String asksTwice(String greeting) {
    String name = textInput("Name");
    return "%s, %s: %d".formatted(greeting, name, numberInput("Days", 1, 9));
  }

  @App
  public static String reads() throws IOException {
    Upload report =
        upload(
            "Report",
            q ->
                q.accept(".csv", "image/*")
                    .validate(file -> !file.name().startsWith("r"), "Not this one."));
    ChatMessage said = chatInput(q -> q.placeholder("And?").accept());
    List<String> names = said.files().stream().map(Upload::name).toList();
    return report.name() + " " + report.text() + ", " + said.text() + " " + names;
  }

  @App
  public static void sleeps() {
    markdown("begun");
    sleep(Duration.ofMinutes(5));
  }

  @App
  public static void sleepsOnItsOwn() throws InterruptedException {
    markdown("begun");
    try {
      Thread.sleep(Duration.ofMinutes(5).toMillis());
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("what many libraries do", interrupted);
    }
  }

  /** Never waits: what it says next tells it. */
  @App
  public static void talks() {
    while (true) {
      markdown("begun");
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  @App
  public static void goesOn() {
    try {
      markdown("begun");
      sleep(Duration.ofMinutes(5));
    } catch (AppInterrupted byUser) {
      markdown("gave up");
    }
    sleep(Duration.ofMillis(1));
    markdown("and on");
  }

  @App
  public static void waits() {
    textInput("?");
  }

  @App(idle = "PT1S")
  public static void waitsASecond() {
    textInput("?");
  }

  @App(away = "PT1S")
  public static void staysASecond() {
    textInput("?");
  }

  @App(idle = "PT1S")
  public static void computesLongerThanItWaits() {
    textInput("?");
    long end = System.nanoTime() + Duration.ofMillis(2_500).toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(1_000_000L);
    }
    markdown("42");
  }

  @App
  public static int fillsMemory() {
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < Integer.MAX_VALUE) {
      kept.add(new byte[8 << 20]);
    }
    return kept.size();
  }

  /** What it finds: where it runs, its home, how many processes, and whether it can write. */
  @App
  public static List<String> finds() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Files.writeString(here.resolve("mine"), "x");
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      long processes = all.filter(path -> path.getFileName().toString().matches("\\d+")).count();
      return List.of(here.toString(), System.getenv("HOME"), Long.toString(processes));
    }
  }
}
