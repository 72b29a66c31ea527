package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the product costs on the server that this build's profile names: nothing that passes or
 * fails, but lines for the table of {@code servers.md}, which {@code src/test/servers.sh} writes.
 * Run by name only.
 */
class ServerFigures {
  private static final int SESSIONS_BEFORE = 8;
  private static final int SESSIONS = 4;
  private static final int ANSWERS = 200;
  private static final int PIECES = 300_000;
  private static final int EXIT = 1;

  @Test
  void areWritten() throws IOException {
    Map<String, String> settings =
        Map.of(
            "yera.session.output-quota", "1GiB",
            "yera.session.input-quota", "1GiB",
            "yera.worker.pool-size", "1");
    try (PayaraProcess payara = new PayaraProcess("figures", "", settings)) {
      Duration boot = payara.boot();
      Server server = payara.server();
      answers(server, SESSIONS_BEFORE);
      double answer = answers(server, SESSIONS);
      events(server);
      double burst = events(server);
      Files.writeString(
          Path.of("target", "server-figures"),
          String.format(
              Locale.ROOT,
              "%.1f s | %d MB | %,d/s | %.2f ms",
              boot.toMillis() / 1e3,
              resident(payara.pid()) / 1024,
              Math.round(burst / 1000) * 1000,
              answer));
    }
  }

  /** Milliseconds from an answer to what it causes, the median, one after the other. */
  private static double answers(Server server, int sessions) {
    long[] times = new long[sessions * ANSWERS];
    for (int i = 0; i < sessions; i++) {
      String session = server.create("it.cat");
      try (SseClient viewer = server.stream(session)) {
        long asked = 0;
        long said = 0;
        for (int k = 0; k < ANSWERS; k++) {
          SseClient.Event question = next(viewer, "text_input", asked);
          asked = question.id();
          long begin = System.nanoTime();
          Server.Answer answer =
              server.answer(session, question.block(), "text_input", "Hello " + k);
          assertThat(answer.status()).isEqualTo(202);
          said = next(viewer, "text", said).id();
          times[i * ANSWERS + k] = System.nanoTime() - begin;
        }
      }
      assertThat(server.delete("/api/sessions/" + session).status()).isEqualTo(204);
    }
    Arrays.sort(times);
    return times[times.length / 2] / 1e6;
  }

  /** Waits without pauses: they would be measured. */
  private static SseClient.Event next(SseClient viewer, String type, long after) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<SseClient.Event> events = viewer.events();
      for (int i = events.size() - 1; i >= 0 && events.get(i).id() > after; i--) {
        if (events.get(i).type().equals(type)) {
          return events.get(i);
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no " + type + " after " + after);
  }

  /** Events per second of one session to one viewer, in pieces of 200 characters. */
  private static double events(Server server) throws IOException {
    String session = server.create("dev.yera.examples.Burst.burst", Map.of("n", PIECES));
    long begin = System.nanoTime();
    long count = 0;
    try (InputStream stream = server.open("/api/sessions/" + session + "/stream")) {
      byte[] buffer = new byte[1 << 16];
      byte before = 0;
      for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n' && before == '\n') {
            count++;
          }
          before = buffer[i];
        }
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(count).isGreaterThanOrEqualTo(PIECES + EXIT);
    assertThat(server.delete("/api/sessions/" + session).status()).isEqualTo(204);
    return PIECES / seconds;
  }

  /** Kibibytes. */
  private static long resident(long pid) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
