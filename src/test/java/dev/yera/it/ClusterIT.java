package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three servers on one database look like one (contract, section 9), and one of them dies. */
@OwnServer
class ClusterIT {
  private static Nodes nodes;

  @BeforeAll
  static void start() throws IOException {
    nodes = new Nodes("cluster", 3, Postgres.shared().database(), Map.of());
  }

  @AfterAll
  static void stop() throws IOException {
    if (nodes != null) {
      nodes.close();
    }
  }

  @Test
  void createdHereViewedThereAnsweredAnywhere() {
    String session = nodes.server(0).create("it.cat");
    try (SseClient viewer = nodes.server(1).stream(session)) {
      assertThat(viewer.status()).isEqualTo(200);
      String block = viewer.awaitQuestion("text_input", 1).block();
      assertThat(nodes.server(2).answer(session, block, "text_input", "hello").status())
          .isEqualTo(202);
      viewer.awaitQuestion("text_input", 2);
      for (int i = 0; i < 3; i++) {
        Server server = nodes.server(i);
        assertThat(server.state(session))
            .containsEntry("status", "running")
            .containsEntry("viewers", 1L)
            .containsEntry("interactions", 1L);
        assertThat(server.get("/api/sessions/" + session + "/interactions").list()).hasSize(1);
        await()
            .untilAsserted(
                () ->
                    assertThat(server.get("/api/sessions").list())
                        .filteredOn(each -> each.get("session_id").equals(session))
                        .singleElement()
                        .satisfies(each -> assertThat(each).containsEntry("viewers", 1L)));
      }
      assertThat(nodes.server(2).post("/api/sessions/" + session + "/end", Map.of()).status())
          .isEqualTo(202);
      assertThat(viewer.awaitExit())
          .extracting("error")
          .extracting("error_type")
          .isEqualTo("EndedByUser");
      viewer.awaitEnd();
      assertThat(viewer.holes()).isZero();
    }
    for (int i = 0; i < 3; i++) {
      try (SseClient late = nodes.server(i).stream(session)) {
        late.awaitEnd();
        assertThat(late.awaitExit()).containsKey("error");
      }
    }
    assertThat(nodes.server(1).delete("/api/sessions/" + session).status()).isEqualTo(204);
    for (int i = 0; i < 3; i++) {
      assertThat(nodes.server(i).get("/api/sessions/" + session).status()).isEqualTo(404);
    }
  }

  @Test
  void aViewerThatComesAgainThroughAnotherNodeTakesItsPlace() {
    String session = nodes.server(0).create("it.cat");
    try (SseClient first = nodes.server(1).stream(session + "?viewer=tab-1")) {
      first.awaitQuestion("text_input", 1);
      try (SseClient again = nodes.server(2).stream(session + "?viewer=tab-1")) {
        again.awaitQuestion("text_input", 1);
        first.awaitEnd();
        assertThat(nodes.server(0).state(session)).containsEntry("viewers", 1L);
        try (SseClient atHome = nodes.server(0).stream(session + "?viewer=tab-1")) {
          again.awaitEnd();
          atHome.awaitQuestion("text_input", 1);
        }
      }
    }
    await().until(() -> nodes.server(1).state(session).get("viewers").equals(0L));
  }

  @Test
  void whoComesLateAndFromWhereverMissesNone() {
    String session = nodes.server(0).create("it.burst", Map.of("n", 30_000));
    try (SseClient one = nodes.server(1).stream(session);
        SseClient two = nodes.server(2).stream(session);
        SseClient same = nodes.server(1).stream(session)) {
      List.of(one, two, same).forEach(SseClient::awaitExit);
      for (SseClient each : List.of(one, two, same)) {
        each.awaitEnd();
        assertThat(each.count()).isEqualTo(30_002);
        assertThat(each.holes()).isZero();
      }
    }
  }

  @Test
  void whenANodeIsKilledItsSessionsEndOnceAndNothingSeenIsLost() throws IOException {
    String running = nodes.server(0).create("it.pours", Map.of("megabytes", 200));
    String waiting = nodes.server(0).create("it.cat");
    String created = nodes.server(0).create("it.cat");
    try (SseClient there = nodes.server(1).stream(running);
        SseClient here = nodes.server(0).stream(running);
        SseClient quiet = nodes.server(2).stream(waiting)) {
      await().until(() -> there.count() > 100 && here.count() > 100);
      quiet.awaitQuestion("text_input", 1);
      nodes.process(0).kill();
      here.awaitEnd();
      for (SseClient each : List.of(there, quiet)) {
        assertThat(each.awaitExit())
            .containsEntry("exit_code", 137L)
            .extracting("error")
            .extracting("error_type")
            .isEqualTo("NodeLost");
        each.awaitEnd();
        assertThat(each.holes()).isZero();
      }
      try (SseClient back =
          nodes.server(2).stream(running, "Last-Event-ID", Long.toString(here.lastId()))) {
        back.awaitEnd();
        assertThat(back.lastId()).isEqualTo(there.lastId());
        assertThat(back.holes()).isZero();
        assertThat(back.count()).isEqualTo(there.lastId() - here.lastId());
      }
      assertThat(nodes.server(1).state(running)).containsEntry("status", "stopped");
      // Nobody had viewed it: another node has it now.
      try (SseClient late = nodes.server(2).stream(created)) {
        late.awaitQuestion("text_input", 1);
      }
    } finally {
      nodes.again(0);
    }
  }
}
