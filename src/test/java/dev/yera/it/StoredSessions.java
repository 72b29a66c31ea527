package dev.yera.it;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.session.Frames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a server that was killed leaves, as the next one shows it (contract, section 8). */
abstract class StoredSessions {
  /** {@code -Dyera.kills=50} for a long run. */
  private static final int KILLS = Integer.getInteger("yera.kills", 1);

  private static final int BURSTS = 3;
  private static final int EVENTS = 60_000;
  private static final Pattern FRAME = Pattern.compile("id: \\d+\ndata: [^\n]*\n\n");

  private final Random random = new Random();

  /** What viewers saw of each session, as frames. */
  private final Map<String, String> seen = new LinkedHashMap<>();

  /** A viewer that keeps what it sees, until the server is gone. */
  private static final class Keeper {
    private final RawViewer viewer;
    private final CompletableFuture<String> all;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

    Keeper(PayaraProcess payara, String session) throws IOException {
      viewer = new RawViewer(payara.port(), session);
      all = CompletableFuture.supplyAsync(this::read, run -> new Thread(run).start());
    }

    private String read() {
      byte[] buffer = new byte[1 << 16];
      try {
        for (int n = viewer.read(buffer); n >= 0; n = viewer.read(buffer)) {
          seen.write(buffer, 0, n);
        }
        return seen.toString(StandardCharsets.ISO_8859_1);
      } catch (IOException cut) {
        return seen.toString(StandardCharsets.ISO_8859_1); // what came before it counts
      }
    }

    boolean hasSeen(int bytes) {
      return seen.size() > bytes || all.isDone();
    }

    String frames() {
      StringBuilder frames = new StringBuilder();
      Matcher matcher = FRAME.matcher(join(all));
      while (matcher.find()) {
        frames.append(matcher.group());
      }
      return frames.toString();
    }
  }

  /** A server of this store. */
  abstract PayaraProcess server() throws IOException;

  @Test
  void killMinusNineTakesNothingThatAnybodySaw() throws IOException {
    String waiting;
    String talked;
    List<Map<String, Object>> answers;
    String file;
    PayaraProcess payara = server();
    try {
      Server server = payara.server();
      waiting = server.create("it.cat");
      talked = server.create("it.cat");
      try (SseClient talk = server.stream(talked)) {
        for (int i = 1; i <= 3; i++) {
          String block = talk.awaitQuestion("text_input", i).block();
          assertThat(server.answer(talked, block, "text_input", "answer \u0000 " + i).status())
              .isEqualTo(202);
        }
        talk.awaitQuestion("text_input", 4);
        answers = server.get("/api/sessions/" + talked + "/interactions").list();
        String files = "/api/sessions/" + talked + "/files";
        file = files + "/" + server.post(files, "a,b", "text/csv").json().get("file_id");
      }
      assertThat(answers).hasSize(3);
      for (int i = 0; i < KILLS; i++) {
        burstAndKill(payara);
        payara.close();
        payara = server();
        seen.forEach(new Check(payara.server())::isThereAgain);
      }
      server = payara.server();
      assertThat(server.get("/api/sessions/" + talked + "/interactions").list()).isEqualTo(answers);
      assertThat(server.get(file).text()).isEqualTo("a,b");
      assertThat(server.state(talked)).containsEntry("interactions", 3L);
      assertThat(server.state(waiting)).containsEntry("status", "created");
      assertThat(found(server, "")).hasSize(2 + seen.size());
      assertThat(found(server, "?q=answer%202")).containsExactly(talked);
      assertThat(found(server, "?q=nobody+said+this")).isEmpty();
      try (SseClient late = server.stream(waiting)) {
        String block = late.awaitQuestion("text_input", 1).block();
        assertThat(server.answer(waiting, block, "text_input", "late").status()).isEqualTo(202);
        late.awaitQuestion("text_input", 2);
      }
      assertThat(server.delete("/api/sessions/" + talked).status()).isEqualTo(204);
      assertThat(server.get("/api/sessions/" + talked).status()).isEqualTo(404);
      assertThat(server.get(file).status()).isEqualTo(404);
    } finally {
      payara.close();
    }
    payara = server();
    try {
      assertThat(payara.server().get("/api/sessions/" + talked).status())
          .as("what was deleted does not come back")
          .isEqualTo(404);
      assertThat(exitOf(replay(payara.server(), waiting, 0)))
          .as("one that ran while the server was asked to stop")
          .contains("ServerShutdown");
    } finally {
      payara.close();
    }
  }

  /** All pages: a search of files stops after so many bytes, found or not. */
  private static List<String> found(Server server, String query) {
    List<String> found = new ArrayList<>();
    String path = "/api/sessions" + query;
    while (path != null) {
      Server.Answer page = server.get(path);
      page.list().forEach(each -> found.add((String) each.get("session_id")));
      String link = page.header("Link");
      path = link == null ? null : link.replaceAll("^<|>.*", "");
    }
    return found;
  }

  private void burstAndKill(PayaraProcess payara) throws IOException {
    Map<String, Keeper> keepers = new LinkedHashMap<>();
    for (int i = 0; i < BURSTS; i++) {
      String session = payara.server().create("it.burst", Map.of("n", EVENTS));
      keepers.put(session, new Keeper(payara, session));
    }
    int some = random.nextInt(2_000_000);
    await().until(() -> keepers.values().stream().allMatch(each -> each.hasSeen(some)));
    payara.kill();
    keepers.forEach((session, keeper) -> seen.put(session, keeper.frames()));
  }

  private static String replay(Server server, String session, long after) {
    Server.Answer answer =
        server.get("/api/sessions/" + session + "/stream?last_event_id=" + after);
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.response().body(), StandardCharsets.UTF_8)
        .replaceAll("(?m)^:.*\n(retry: \\d+\n)?\n", "");
  }

  private static String exitOf(String frames) {
    List<Frames.Frame> all = Frames.of(frames);
    return all.get(all.size() - 1).data();
  }

  private record Check(Server server) {
    void isThereAgain(String session, String frames) {
      String again = replay(server, session, 0);
      assertThat(again.startsWith(frames)).as("equal bytes for equal ids of " + session).isTrue();
      List<Frames.Frame> all = Frames.of(again);
      List<Long> ids = new ArrayList<>();
      all.forEach(frame -> ids.add(frame.id()));
      for (int i = 0; i < ids.size(); i++) {
        assertThat(ids.get(i)).isEqualTo(i + 1L);
      }
      assertThat(all.stream().filter(each -> each.data().contains("\"block_type\":\"exit\"")))
          .singleElement()
          .isEqualTo(all.get(all.size() - 1));
      Map<String, Object> state = server.state(session);
      assertThat(state).containsEntry("last_event_id", (long) all.size());
      if (all.size() < EVENTS) {
        assertThat(exitOf(again)).contains("\"exit_code\":137").contains("ServerLost");
        assertThat(state).containsEntry("status", "stopped");
      }
      long middle = all.size() / 2;
      assertThat(Frames.of(replay(server, session, middle)).get(0).id()).isEqualTo(middle + 1);
    }
  }
}
