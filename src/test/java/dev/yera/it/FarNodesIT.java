package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Nodes on hosts of their own (contract, section 9): the network between them, or between one and
 * the database, swallows all packets without a word.
 */
@Thorough
@OwnServer
@ResourceLock(Privileged.NETWORK)
class FarNodesIT {
  private static Optional<FarNodes> far;
  private static FarNodes nodes;

  @BeforeAll
  static void start() throws IOException {
    far = Privileged.ifAllowed(() -> new FarNodes("far"));
    nodes = far.orElse(null);
  }

  @AfterAll
  static void stop() throws IOException {
    if (nodes != null) {
      nodes.close();
    }
  }

  @BeforeEach
  void onlyWhereNetworksCanBeMade() {
    assumeThat(far).as("needs root: networks of its own").isPresent();
    await().until(() -> Nodes.running(nodes.server(0)) == 2 && Nodes.running(nodes.server(1)) == 2);
  }

  @Test
  void betweenNodesThatDoNotReachEachOtherStreamsGoOnAndNothingComesTwice() {
    String session = nodes.server(0).create("it.talks");
    try (SseClient viewer = nodes.server(1).stream(session);
        SseClient owners = nodes.server(0).stream(session)) {
      viewer.awaitQuestion("text_input", 1);
      FarHost.cut(nodes.host(0), nodes.host(1));
      long before = viewer.lastId();
      await().until(() -> viewer.lastId() > before + 100);
      HttpTable.problem(
          nodes.server(1).answer(session, "q", "text_input", "x"), 503, "node-unreachable");
      FarHost.mend(nodes.host(0), nodes.host(1));
      await().until(() -> nodes.server(1).answer(session, "q", "text_input", "x").status() == 202);
      long after = viewer.lastId();
      await().until(() -> viewer.lastId() > after + 50);
      assertThat(nodes.server(1).post("/api/sessions/" + session + "/end", Map.of()).status())
          .isEqualTo(202);
      List<SseClient> both = List.of(viewer, owners);
      for (SseClient each : both) {
        assertThat(each.awaitExit().toString()).contains("EndedByUser");
        each.awaitEnd();
        assertThat(each.holes()).isZero();
        assertThat(each.count()).isEqualTo(owners.lastId());
      }
    } finally {
      FarHost.mend(nodes.host(0), nodes.host(1));
    }
  }

  @Test
  void whoIsInVeryManyGroupsIsServedByAnyNode() throws IOException {
    // Nearly all of what a server takes as the head of a request; as JSON in Base64 it is more.
    String groups =
        IntStream.range(0, 180)
            .mapToObj(i -> new UUID(i, i).toString())
            .collect(Collectors.joining(","));
    Server owner = nodes.as(0, "ben", groups);
    Server other = nodes.as(1, "ben", groups);
    String session = owner.create("it.cat");
    assertThat(other.get("/api/sessions/" + session).status()).isEqualTo(200);
    assertThat(nodes.as(1, "eve", groups).get("/api/sessions/" + session).status()).isEqualTo(404);
    try (SseClient viewer = other.stream(session)) {
      String block = viewer.awaitQuestion("text_input", 1).block();
      String large = "x".repeat(30_000);
      assertThat(other.answer(session, block, "text_input", large).status()).isEqualTo(202);
      viewer.awaitQuestion("text_input", 2);
      assertThat(owner.get("/api/sessions/" + session + "/interactions").text()).contains(large);
      assertThat(other.delete("/api/sessions/" + session).status()).isEqualTo(204);
      viewer.awaitExit();
    }
  }

  @Test
  void aNodeThatDoesNotReachTheDatabaseIsFencedAndComesBack() {
    String session = nodes.server(0).create("it.talks");
    try (SseClient there = nodes.server(1).stream(session);
        SseClient here = nodes.server(0).stream(session)) {
      there.awaitQuestion("text_input", 1);
      here.awaitQuestion("text_input", 1);
      FarHost.cut(nodes.host(0), nodes.database());
      await().until(() -> nodes.server(0).get("/health/ready").status() == 503);
      assertThat(there.awaitExit())
          .containsEntry("exit_code", 137L)
          .extracting("error")
          .extracting("error_type")
          .isEqualTo("NodeLost");
      there.awaitEnd();
      assertThat(there.holes()).isZero();
      await("its processes").until(() -> MarkedProcesses.of(session).isEmpty());
      FarHost.mend(nodes.host(0), nodes.database());
      await().until(() -> nodes.server(0).get("/health/ready").status() == 200);
      here.awaitEnd();
      assertThat(here.lastId()).isLessThanOrEqualTo(there.lastId());
      for (int i = 0; i < 2; i++) {
        try (SseClient all = nodes.server(i).stream(session)) {
          all.awaitEnd();
          assertThat(all.lastId()).isEqualTo(there.lastId());
          assertThat(all.holes()).isZero();
          assertThat(all.events().stream().filter(e -> e.type().equals("exit"))).hasSize(1);
        }
      }
      String again = nodes.server(0).create("it.cat");
      try (SseClient viewer = nodes.server(1).stream(again)) {
        viewer.awaitQuestion("text_input", 1);
      }
    } finally {
      FarHost.mend(nodes.host(0), nodes.database());
    }
  }
}
