package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code kill -9} of any of three nodes behind a balancer, in the middle of bursts: {@code mvn
 * -Pcluster verify -Dyera.kills=100}. Viewers know the balancer only. With {@code
 * -Dyera.older.war=<file>} the nodes are of that version until they are started again.
 */
@OwnServer
class ClusterKills {
  private static final int NODES = 3;
  private static final int VIEWERS = 3;

  /** How many events it has, one of which is the last before the kill. */
  private static final int BURST = Integer.getInteger("yera.kills.burst", 30_000);

  private static final Duration ALL_GONE = Duration.ofSeconds(5);

  private static Nodes nodes;
  private static HaProxy balancer;

  private final List<ViewedSession> all = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    HaProxy.assume();
    // The balancer says for whom it asks, and they are no administrators then.
    Map<String, String> settings =
        Map.of(
            "yera.auth.anonymous",
            "true",
            "yera.auth.proxy.trusted",
            "127.0.0.1",
            "yera.cluster.drain",
            "PT1M");
    // An older version knows no tables of this one, and the first node makes its own.
    Path first =
        Optional.ofNullable(System.getProperty("yera.older.war"))
            .map(Path::of)
            .orElseGet(PayaraProcess::ofThisBuild);
    nodes = new Nodes("kills", NODES, Postgres.shared().empty(), settings, first);
    balancer = new HaProxy(nodes.ports());
  }

  @AfterAll
  static void stop() throws IOException {
    if (balancer != null) {
      balancer.close();
    }
    if (nodes != null) {
      nodes.close();
    }
  }

  /** A seed for each: with {@code -Dyera.kills.seed} it begins with that one. */
  static IntStream kills() {
    int first = Integer.getInteger("yera.kills.seed", 1);
    return IntStream.range(first, first + Integer.getInteger("yera.kills", 10));
  }

  private List<ViewedSession> create(String app, Map<String, ?> kwargs, int count) {
    List<ViewedSession> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(new ViewedSession(balancer, app, kwargs));
    }
    all.addAll(some);
    return some;
  }

  @ParameterizedTest(name = "kill {0}")
  @MethodSource("kills")
  void nothingThatAnybodySawIsLost(int seed) throws IOException, SQLException {
    Random random = new Random(seed);
    List<ViewedSession> asking = create("it.cat", Map.of(), 3);
    List<ViewedSession> talking = create("it.talks", Map.of(), 2);
    List<ViewedSession> pouring = create("it.pours", Map.of("megabytes", 200), 1);
    all.forEach(each -> each.view(VIEWERS));
    List<ViewedSession> bursts = create("it.burst", Map.of("n", BURST), 3);
    asking.forEach(each -> each.awaitQuestions(1));
    talking.forEach(each -> each.awaitQuestions(1));
    await(pouring.toString()).until(() -> pouring.get(0).seen() > 20);
    bursts.forEach(each -> each.view(VIEWERS));
    ViewedSession burst = bursts.get(random.nextInt(bursts.size()));
    int middle = random.nextInt(BURST);
    await(burst.toString()).until(() -> burst.seen() > middle);
    int victim = random.nextInt(NODES);
    Set<String> lost = kill(victim);
    for (List<ViewedSession> each : List.of(asking, talking, pouring)) {
      each.removeIf(session -> lost.contains(session.id()));
    }
    CompletableFuture<Void> again = CompletableFuture.runAsync(() -> nodes.again(victim));
    try {
      pouring.forEach(ViewedSession::goOnAndEnd);
      for (ViewedSession each : all) {
        if (lost.contains(each.id())) {
          assertThat(each.awaitExit())
              .as(each.toString())
              .matches(exit -> isLost(exit) || (bursts.contains(each) && isWhole(exit)));
        } else if (bursts.contains(each)) {
          assertThat(each.awaitExit()).as(each.toString()).matches(ClusterKills::isWhole);
        }
      }
    } finally {
      join(again);
    }
    asking.forEach(ViewedSession::answer);
    asking.forEach(each -> each.awaitQuestions(2));
    talking.forEach(ViewedSession::answer);
    asking.forEach(ViewedSession::end);
    talking.forEach(ViewedSession::end);
    for (ViewedSession each : all) {
      each.isWhatTheReplayIs();
    }
  }

  @Test
  void aRollingRestartLosesNoSession() throws Exception {
    for (int i = 0; i < NODES; i++) {
      List<ViewedSession> asking = create("it.cat", Map.of(), 2 * NODES);
      asking.forEach(each -> each.view(VIEWERS));
      asking.forEach(each -> each.awaitQuestions(1));
      PayaraProcess node = nodes.process(i);
      Set<String> own = marks(node);
      assertThat(asking).anyMatch(each -> own.contains(each.id()));
      node.terminate();
      Server other = nodes.server((i + 1) % NODES);
      await("node " + i + " drains").until(() -> Nodes.running(other) == NODES - 1);
      asking.forEach(ViewedSession::answer);
      asking.forEach(each -> each.awaitQuestions(2));
      create("it.cat", Map.of(), NODES).forEach(each -> each.view(1));
      asking.forEach(ViewedSession::end);
      for (ViewedSession each : all) {
        each.awaitQuestions(1);
      }
      assertThat(node.isGoneWithin(PATIENCE)).isTrue();
      nodes.again(i);
      for (ViewedSession each : asking) {
        assertThat(each.awaitExit())
            .extracting("error")
            .extracting("error_type")
            .isEqualTo("EndedByUser");
        each.isWhatTheReplayIs();
      }
      awaitAllNodes();
    }
  }

  /** Ends a node, and waits until nothing is left of it; returns the sessions that it had. */
  private static Set<String> kill(int victim) throws SQLException {
    PayaraProcess node = nodes.process(victim);
    List<Long> started = node.descendants().map(ProcessHandle::pid).toList();
    Set<String> marks = marks(node);
    node.kill();
    // An app that has just ended leaves a session without a process, and without an exit event.
    Set<String> lost = nodes.unended(victim);
    lost.addAll(marks);
    await("processes of the dead node")
        .atMost(node.onThisMachine(ALL_GONE))
        .untilAsserted(
            () -> {
              assertThat(started).noneMatch(MarkedProcesses::isAlive);
              for (String each : marks) {
                assertThat(MarkedProcesses.of(each)).isEmpty();
              }
            });
    return lost;
  }

  /** What its processes carry: the ids of its sessions, and of those that it is ready for. */
  private static Set<String> marks(PayaraProcess node) {
    return node.descendants()
        .flatMap(each -> MarkedProcesses.markOf(each.pid()).stream())
        .collect(Collectors.toSet());
  }

  private static boolean isLost(Map<?, ?> exit) {
    return exit.get("error") instanceof Map<?, ?> error
        && error.get("error_type").equals("NodeLost")
        && exit.get("exit_code").equals(137L);
  }

  private static boolean isWhole(Map<?, ?> exit) {
    return exit.get("error") == null && exit.get("exit_code").equals(0L);
  }

  @AfterEach
  void awaitAllNodes() throws IOException {
    for (ViewedSession each : all) {
      each.close();
    }
    for (int i = 0; i < NODES; i++) {
      Server node = nodes.server(i);
      await().ignoreException(UncheckedIOException.class).until(() -> Nodes.running(node) == NODES);
    }
    all.forEach(ViewedSession::delete);
    all.clear();
  }
}
