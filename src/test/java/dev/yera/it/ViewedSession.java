package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A session and those who view it, all through the same balancer. */
final class ViewedSession implements AutoCloseable {
  private final HaProxy balancer;
  private final String app;
  private final String id;
  private final List<ReturningViewer> viewers = new ArrayList<>();

  /** One that nobody views yet. */
  ViewedSession(HaProxy balancer, String app, Map<String, ?> kwargs) {
    this.balancer = balancer;
    this.app = app;
    this.id = server().create(app, kwargs);
  }

  /** Each request comes by a connection of its own: one that is reused may just be closed. */
  private Server server() {
    return balancer.server();
  }

  String id() {
    return id;
  }

  /** So many come; the first of them starts it. */
  void view(int count) {
    for (int i = 0; i < count; i++) {
      viewers.add(new ReturningViewer(server(), id));
    }
  }

  /** How many events somebody has. */
  int seen() {
    return viewers.stream().mapToInt(ReturningViewer::count).max().orElse(0);
  }

  /** All of them are asked for a text, for the n-th time. */
  void awaitQuestions(int n) {
    await(app + " " + id)
        .until(() -> viewers.stream().allMatch(each -> each.questions().size() >= n));
  }

  /** Answers the last question. */
  void answer() {
    List<String> questions = viewers.get(0).questions();
    String block = questions.get(questions.size() - 1);
    assertThat(server().answer(id, block, "text_input", "and on").status()).as(id).isEqualTo(202);
  }

  /** Goes on, and is ended in the middle of it. */
  void goOnAndEnd() {
    int before = seen();
    await(toString()).until(() -> seen() > before + 20);
    end();
  }

  void end() {
    Server.Answer answer = server().post("/api/sessions/" + id + "/end", Map.of());
    assertThat(answer.status()).as("%s %s", this, answer.text()).isEqualTo(202);
  }

  void delete() {
    server().delete("/api/sessions/" + id);
  }

  /** What all of them are told in the end, which is the same. */
  Map<?, ?> awaitExit() {
    viewers.forEach(each -> assertThat(each.awaitExit()).as(each.toString()).isNotNull());
    Map<?, ?> exit = viewers.get(0).awaitExit();
    assertThat(viewers).allSatisfy(each -> assertThat(each.awaitExit()).isEqualTo(exit));
    return exit;
  }

  /** What a viewer has is what whoever comes now is told, to the byte; and no number is missing. */
  void isWhatTheReplayIs() throws IOException {
    try (ReturningViewer replay = new ReturningViewer(server(), id)) {
      assertThat(replay.awaitExit()).as(replay.toString()).isEqualTo(awaitExit());
      assertThat(replay.faults()).isEmpty();
      for (ReturningViewer each : viewers) {
        assertThat(each.faults()).as(each.toString()).isEmpty();
        assertThat(each.digests()).as(each.toString()).isEqualTo(replay.digests());
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (ReturningViewer each : viewers) {
      each.close();
    }
  }

  @Override
  public String toString() {
    return app + " " + viewers;
  }
}
