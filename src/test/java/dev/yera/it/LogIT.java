package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The log of a server whose lines are JSON, with what apps write to standard error. */
@Thorough
@OwnServer
class LogIT {
  private static final String SETTINGS =
      "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\nyera.log.format=json\nyera.log.apps=true\n";

  private static List<Map<?, ?>> lines(PayaraProcess payara) throws IOException {
    return payara.log().lines().flatMap(line -> read(line).stream()).toList();
  }

  /** Of another form are those of the container's start; the last one may be on its way. */
  private static Optional<Map<?, ?>> read(String line) {
    try {
      return line.startsWith("{\"@timestamp\"")
          ? Optional.of((Map<?, ?>) Json.read(line))
          : Optional.empty();
    } catch (MalformedJsonException notWhole) {
      return Optional.empty();
    }
  }

  @Test
  void eachRecordIsALineWithItsSession() throws IOException {
    try (PayaraProcess payara =
        PayaraProcess.with("log", Map.of("/", SETTINGS), InetAddress.getLoopbackAddress())) {
      Server server = payara.server();
      String id = server.create("it.exits");
      try (SseClient stream = server.stream(id)) {
        stream.awaitEnd();
      }
      await()
          .untilAsserted(
              () ->
                  assertThat(lines(payara))
                      .anySatisfy(
                          line -> {
                            assertThat(line.get("message")).isEqualTo(id + " last words");
                            assertThat(line.get("log.logger")).isEqualTo("dev.yera.apps");
                            assertThat(line.get("yera.session_id")).isEqualTo(id);
                            assertThat((String) line.get("yera.owner")).isNotBlank();
                          }));
      assertThat(lines(payara))
          .as("the container's own, too")
          .anySatisfy(line -> assertThat((String) line.get("log.logger")).doesNotStartWith("dev."));
      assertThat(server.get("/api/support").status()).isEqualTo(200);
    }
  }
}
