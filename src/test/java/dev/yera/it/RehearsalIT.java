package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that warms up while nobody calls. */
@Thorough
@OwnServer
class RehearsalIT {
  private static final Pattern SAID = Pattern.compile("Rehearsed: answers (\\d+)");

  @TempDir private Path data;

  /** What carries a mark at this moment: the session that is played, and workers that wait. */
  private static List<String> marked(PayaraProcess payara) {
    return payara
        .descendants()
        .map(each -> MarkedProcesses.markOf(each.pid()))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** What was said on the stage by now. */
  private static String said(PayaraProcess payara) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(payara.work())) {
      for (Path each :
          files.filter(file -> file.toString().matches(".*/rehearsal/.*\\.log")).toList()) {
        all.append(Files.readString(each));
      }
    } catch (IOException | UncheckedIOException removedMeanwhile) {
      return all.toString();
    }
    return all.toString();
  }

  private static void awaitAnswers(PayaraProcess payara) {
    await().until(() -> said(payara).contains("\"again\""));
  }

  private static int answers(PayaraProcess payara) throws IOException {
    Matcher line = SAID.matcher(payara.log());
    return line.find() ? Integer.parseInt(line.group(1)) : 0;
  }

  @Test
  void itTellsNobodyAndEndsWhenSomebodyCalls() throws IOException {
    Map<String, String> on =
        Map.of(
            "yera.rehearse", "PT1H",
            "yera.store", "files",
            "yera.store.dir", data.toString());
    try (PayaraProcess payara =
        PayaraProcess.uncalled("rehearsal", "", on, InetAddress.getLoopbackAddress())) {
      awaitAnswers(payara);
      String metrics = payara.server().get("/api/metrics").text();
      assertThat(metrics)
          .contains("\nyera_answers_total 0")
          .contains("\nyera_events_total 0")
          .contains("\nyera_deliveries_total 0")
          .contains("\nyera_viewers 0")
          .contains("\nyera_session_processes 0")
          .doesNotContain("\nyera_sessions{")
          .doesNotContain("rehears");
      assertThat(SAID.matcher(payara.log()).find()).as("nobody has called").isFalse();

      assertThat(payara.server().get("/api/sessions?owner=*").list()).isEmpty();

      await().until(() -> answers(payara) > 0);
      await().until(() -> said(payara).isEmpty());
      assertThat(payara.server().get("/api/audit").text()).doesNotContain("rehears", "created");
      assertThat(payara.server().get("/api/apps").text()).doesNotContainIgnoringCase("rehears");
      assertThat(stored()).isEmpty();
    }
  }

  private List<Path> stored() throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  /** Elsewhere than at the root, where logins are asked for, and nobody is let in. */
  @Test
  void aServerThatStopsMeanwhileLeavesNoProcess() throws IOException, InterruptedException {
    Map<String, String> strict =
        Map.of(
            "yera.rehearse", "PT1H",
            "yera.store", "files",
            "yera.auth", "proxy",
            "yera.auth.proxy.trusted", "192.0.2.1",
            "yera.public.origins", "https://apps.example.org");
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (PayaraProcess payara = PayaraProcess.uncalled("rehearsal-stops", "/x", strict, other)) {
      awaitAnswers(payara);
      List<String> sessions = await().until(() -> marked(payara), all -> !all.isEmpty());
      payara.terminate();
      assertThat(payara.isGoneWithin(PATIENCE)).isTrue();
      for (String each : sessions) {
        await().until(() -> MarkedProcesses.of(each).isEmpty());
      }
    }
  }
}
