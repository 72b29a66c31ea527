package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three servers on one database look like one (contract, section 9), and one of them dies. */
@OwnServer
@Thorough
class ClusterIT implements HttpTable, FilesOverNodes {
  private static Map<String, String> database;
  private static Nodes nodes;

  @BeforeAll
  static void start() throws IOException {
    database = Postgres.shared().database();
    nodes = new Nodes("cluster", 3, database, Map.of("yera.cluster.drain", "PT2M"));
  }

  @AfterAll
  static void stop() throws IOException {
    if (nodes != null) {
      // Else each node would wait for its sessions.
      nodes.server(0).delete("/api/owners/me");
      nodes.close();
    }
  }

  /** Each row of the table, with its sessions on another node than the one that is asked. */
  @Override
  public Server server() {
    return nodes.apart(0, 1);
  }

  @Override
  public Server node(int number) {
    return nodes.server(number);
  }

  @Override
  public int port() {
    return nodes.process(1).port();
  }

  @Test
  void anAdminSeesTheSessionsOfAllNodesAndOfOne() {
    String here = nodes.server(0).create("it.cat");
    String there = nodes.server(1).create("it.cat");
    try (SseClient viewer = nodes.server(1).stream(there);
        AdminStream all = new AdminStream(nodes.server(2), "?app_id=it.cat")) {
      viewer.awaitQuestion("text_input", 1);
      Map<?, ?> ran =
          all.awaitSession(
              each ->
                  each.get("session_id").equals(there)
                      && each.get("status").equals("running")
                      && each.get("viewers").equals(1L));
      String node = (String) ran.get("node_id");
      assertThat(nodes.server(1).get("/api/nodes").list())
          .anySatisfy(
              each -> assertThat(each).containsEntry("node_id", node).containsEntry("me", true));
      assertThat(all.awaitSession(each -> each.get("session_id").equals(here)).get("node_id"))
          .isNotEqualTo(node);
      try (AdminStream one = new AdminStream(nodes.server(2), "?app_id=it.cat&node=" + node)) {
        Map<?, ?> list = one.awaitPart("sessions", each -> true);
        assertThat(AdminStream.ids(list)).contains(there).doesNotContain(here);
      }
      assertThat(nodes.server(2).post("/api/sessions/" + there + "/end", Map.of()).status())
          .isEqualTo(202);
      all.awaitSession(
          each -> each.get("session_id").equals(there) && each.get("status").equals("stopped"));
    }
    for (String each : List.of(here, there)) {
      assertThat(nodes.server(0).delete("/api/sessions/" + each).status()).isEqualTo(204);
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
  void aFileIsUploadedToAnyNodeAndReadFromAnyOther() {
    String session = nodes.server(0).create("it.cat");
    String files = "/api/sessions/" + session + "/files";
    for (int i = 0; i < 3; i++) {
      String content = "x".repeat(2_000_000) + i;
      Server.Answer uploaded = nodes.server(i).post(files + "?name=a.csv", content, "text/csv");
      assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(201);
      String path = files + "/" + uploaded.json().get("file_id");
      assertThat(nodes.server((i + 1) % 3).get(path).text()).isEqualTo(content);
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
        assertThat(back.status()).isEqualTo(200);
        back.awaitEnd();
        assertThat(back.lastId()).isEqualTo(there.lastId());
        assertThat(back.holes()).isZero();
        assertThat(back.count()).isEqualTo(there.lastId() - here.lastId());
      }
      await().until(() -> "stopped".equals(nodes.server(1).state(running).get("status")));
      // Nobody had viewed it: another node has it now.
      try (SseClient late = nodes.server(2).stream(created)) {
        late.awaitQuestion("text_input", 1);
      }
    } finally {
      nodes.again(0);
    }
  }

  /** It has become its owner, and has not got to it yet. */
  @Test
  void whatItsOwnerDoesNotKnowOfYetIsReadFromTheDatabase() throws SQLException {
    String session = nodes.server(0).create("it.cat");
    try (SseClient before = nodes.server(0).stream(session)) {
      before.awaitQuestion("text_input", 1);
    }
    String next =
        nodes.server(1).get("/api/nodes").list().stream()
            .filter(each -> each.get("me").equals(true))
            .map(each -> (String) each.get("node_id"))
            .findAny()
            .orElseThrow();
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE session SET node = '%s', fence = fence + 1 WHERE id = '%s'"
              .formatted(next, session));
      connection.setAutoCommit(false);
      // So that it does not get to it.
      statement.execute("SELECT 1 FROM session WHERE id = '%s' FOR UPDATE".formatted(session));
      try (SseClient viewer = nodes.server(2).stream(session)) {
        assertThat(viewer.status()).isEqualTo(200);
        viewer.awaitQuestion("text_input", 1);
        connection.rollback();
        assertThat(viewer.awaitExit())
            .extracting("error")
            .extracting("error_type")
            .isEqualTo("NodeLost");
      }
    } finally {
      nodes.server(0).delete("/api/sessions/" + session);
    }
  }

  @Test
  void whileTheOwnerCannotBeReachedItsStreamGoesOnAndAnswersAreRefused() {
    String session = nodes.server(0).create("it.talks");
    try (SseClient viewer = nodes.server(1).stream(session)) {
      viewer.awaitQuestion("text_input", 1);
      nodes.to(0).cut();
      long before = viewer.lastId();
      await().until(() -> viewer.lastId() > before + 100);
      HttpTable.problem(
          nodes.server(1).answer(session, "q", "text_input", "x"), 503, "node-unreachable");
      assertThat(nodes.server(1).answer(session, "q", "text_input", "x").header("Retry-After"))
          .isNotNull();
      // Whoever comes now gets it from the database, too.
      try (SseClient late = nodes.server(2).stream(session)) {
        await().until(() -> late.lastId() > before + 150);
        assertThat(late.holes()).isZero();
      }
      nodes.to(0).mend();
      await().until(() -> nodes.server(1).answer(session, "q", "text_input", "x").status() == 202);
      long after = viewer.lastId();
      await().until(() -> viewer.lastId() > after + 50);
      assertThat(viewer.holes()).isZero();
      assertThat(nodes.server(0).delete("/api/sessions/" + session).status()).isEqualTo(204);
      viewer.awaitEnd();
    } finally {
      nodes.to(0).mend();
    }
  }

  @Test
  void aNodeThatLosesTheDatabaseEndsItsSessionsOnceAndComesBack() {
    String session = nodes.server(0).create("it.talks");
    try (SseClient there = nodes.server(1).stream(session);
        SseClient here = nodes.server(0).stream(session)) {
      there.awaitQuestion("text_input", 1);
      here.awaitQuestion("text_input", 1);
      nodes.toDatabase(0).cut();
      assertThat(there.awaitExit()).containsEntry("exit_code", 137L);
      there.awaitEnd();
      assertThat(there.holes()).isZero();
      nodes.toDatabase(0).mend();
      await().until(() -> nodes.server(0).get("/health/ready").status() == 200);
      here.awaitEnd();
      assertThat(here.lastId()).isLessThanOrEqualTo(there.lastId());
      try (SseClient back =
          nodes.server(0).stream(session, "Last-Event-ID", Long.toString(here.lastId()))) {
        if (back.status() == 200) {
          back.awaitEnd();
          assertThat(back.lastId()).isEqualTo(there.lastId());
        } else {
          assertThat(here.lastId()).isEqualTo(there.lastId());
        }
      }
      String again = nodes.server(0).create("it.cat");
      try (SseClient viewer = nodes.server(1).stream(again)) {
        viewer.awaitQuestion("text_input", 1);
      }
    } finally {
      nodes.toDatabase(0).mend();
    }
  }

  @Test
  void whenNobodyReachesTheDatabaseAllSessionsEndOnceAndTheNodesGoOn() throws IOException {
    List<String> sessions =
        List.of(
            nodes.server(0).create("it.talks"),
            nodes.server(1).create("it.talks"),
            nodes.server(2).create("it.cat"));
    List<SseClient> viewers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        viewers.add(nodes.server(i).stream(sessions.get(i)));
        viewers.add(nodes.server((i + 1) % 3).stream(sessions.get(i)));
      }
      viewers.forEach(each -> each.awaitQuestion("text_input", 1));
      for (int i = 0; i < 3; i++) {
        nodes.toDatabase(i).cut();
      }
      for (String each : sessions) {
        await("processes of " + each).until(() -> MarkedProcesses.of(each).isEmpty());
      }
      for (int i = 0; i < 3; i++) {
        nodes.toDatabase(i).mend();
      }
      for (SseClient each : viewers) {
        assertThat(each.awaitExit())
            .extracting("error")
            .extracting("error_type")
            .isEqualTo("NodeLost");
        each.awaitEnd();
        assertThat(each.holes()).isZero();
      }
      for (int i = 0; i < 3; i++) {
        Server server = nodes.server(i);
        await().until(() -> server.get("/health/ready").status() == 200);
      }
      for (int i = 0; i < 3; i++) {
        try (SseClient replay = nodes.server((i + 2) % 3).stream(sessions.get(i))) {
          replay.awaitEnd();
          assertThat(replay.holes()).isZero();
          assertThat(replay.lastId()).isEqualTo(viewers.get(2 * i).lastId());
          assertThat(replay.events().stream().filter(e -> e.type().equals("exit"))).hasSize(1);
        }
        assertThat(nodes.server(i).create("it.cat")).isNotEmpty();
      }
    } finally {
      viewers.forEach(SseClient::close);
      for (int i = 0; i < 3; i++) {
        nodes.toDatabase(i).mend();
      }
    }
  }

  @Test
  void aNodeThatSleptFindsThatItsSessionsAreNotItsOwn() throws IOException {
    String session = nodes.server(0).create("it.talks");
    try (SseClient there = nodes.server(1).stream(session);
        SseClient here = nodes.server(0).stream(session)) {
      there.awaitQuestion("text_input", 1);
      here.awaitQuestion("text_input", 1);
      assertThat(nodes.server(2).state(session)).containsEntry("status", "running");
      nodes.process(0).pause();
      Map<String, Object> exit = there.awaitExit();
      assertThat(exit).extracting("error").extracting("error_type").isEqualTo("NodeLost");
      there.awaitEnd();
      nodes.process(0).resume();
      here.awaitEnd();
      await().until(() -> nodes.server(0).get("/health/ready").status() == 200);
      for (int i = 0; i < 3; i++) { // one of them remembers whose it was
        assertThat(nodes.server(i).state(session)).containsEntry("status", "stopped");
      }
      try (SseClient all = nodes.server(0).stream(session)) {
        all.awaitEnd();
        assertThat(all.lastId()).isEqualTo(there.lastId());
        assertThat(all.holes()).isZero();
        assertThat(all.events().stream().filter(e -> e.type().equals("exit"))).hasSize(1);
      }
    } finally {
      nodes.process(0).resume();
    }
  }

  @Test
  void aNodeThatDrainsTakesNoNewSessionsAndKeepsItsOwn() throws IOException {
    String session = nodes.server(2).create("it.cat");
    try (SseClient viewer = nodes.server(1).stream(session)) {
      String block = viewer.awaitQuestion("text_input", 1).block();
      Server.Answer drained = nodes.server(2).post("/api/nodes/me/drain", Map.of());
      assertThat(drained.status()).isEqualTo(202);
      ApiDescription description = new ApiDescription();
      description.holds("POST", "/api/nodes/me/drain", drained);
      description.holds("GET", "/api/nodes", nodes.server(2).get("/api/nodes"));
      assertThat(nodes.server(2).get("/health/ready").status()).isEqualTo(503);
      await().until(() -> Nodes.running(nodes.server(0)) == 2);
      assertThat(nodes.server(0).get("/api/nodes").list())
          .extracting(each -> each.get("status"))
          .contains("draining");
      String elsewhere = nodes.server(2).create("it.cat");
      try (SseClient other = nodes.server(2).stream(elsewhere)) {
        other.awaitQuestion("text_input", 1);
        assertThat(nodes.server(1).answer(session, block, "text_input", "on").status())
            .isEqualTo(202);
        viewer.awaitQuestion("text_input", 2);
        nodes.process(2).kill();
        viewer.awaitExit();
        assertThat(nodes.server(0).state(elsewhere)).containsEntry("status", "running");
      }
    } finally {
      nodes.again(2);
      await().until(() -> Nodes.running(nodes.server(0)) == 3);
    }
  }

  @Test
  void everyNodeTellsItsMetrics() {
    for (int node = 0; node < 3; node++) {
      assertThat(nodes.server(node).get("/api/metrics").text()).contains("yera_lease_age_seconds ");
    }
  }

  @Test
  void everyNodeSaysWhichVersionItIs() {
    assertThat(nodes.server(0).get("/api/nodes").list())
        .extracting(each -> each.get("version").toString())
        .isNotEmpty()
        .allMatch(version -> version.matches("\\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void aNodeThatIsToldToEndWaitsForItsSessions() throws IOException, InterruptedException {
    String session = nodes.server(2).create("it.cat");
    try (SseClient viewer = nodes.server(1).stream(session);
        SseClient here = nodes.server(2).stream(session)) {
      String block = viewer.awaitQuestion("text_input", 1).block();
      here.awaitQuestion("text_input", 1);
      nodes.process(2).terminate();
      await().until(() -> Nodes.running(nodes.server(0)) == 2);
      assertThat(nodes.server(1).answer(session, block, "text_input", "on").status())
          .isEqualTo(202);
      viewer.awaitQuestion("text_input", 2);
      here.awaitQuestion("text_input", 2);
      assertThat(nodes.server(0).post("/api/sessions/" + session + "/end", Map.of()).status())
          .isEqualTo(202);
      assertThat(viewer.awaitExit().toString()).contains("EndedByUser");
      assertThat(nodes.process(2).isGoneWithin(PATIENCE)).isTrue();
      try (SseClient late = nodes.server(0).stream(session)) {
        late.awaitEnd();
        assertThat(late.awaitExit().toString()).contains("EndedByUser");
      }
    } finally {
      nodes.process(2).kill();
      nodes.again(2);
      await().until(() -> Nodes.running(nodes.server(0)) == 3);
    }
  }

  @Test
  void whoIsErasedIsErasedOnEveryNode() {
    List<String> sessions =
        List.of(nodes.server(0).create("it.cat"), nodes.server(1).create("it.cat"));
    try (SseClient viewer = nodes.server(2).stream(sessions.get(0))) {
      viewer.awaitQuestion("text_input", 1);
      assertThat(nodes.server(1).delete("/api/owners/me").status()).isEqualTo(204);
      for (String each : sessions) {
        for (int i = 0; i < 3; i++) {
          assertThat(nodes.server(i).get("/api/sessions/" + each).status()).isEqualTo(404);
        }
      }
      viewer.awaitEnd();
    }
  }

  @Test
  void whatNodesTellEachOtherIsNothingToOthers() throws IOException {
    for (String path : List.of("/internal", "/internal/alive", "/internal/forward/api/sessions")) {
      assertThat(nodes.server(0).get(path).status()).as(path).isEqualTo(404);
      assertThat(
              RawAnswer.to(
                      nodes.process(0).port(),
                      "GET",
                      path,
                      "Host: evil.example",
                      "Yera-Node: a 1 2 3")
                  .status())
          .as(path)
          .isIn(403, 404);
    }
  }
}
