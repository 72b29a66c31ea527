package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that do not read, really: with more behind them than all buffers take in. */
@OwnServer
@Thorough
@Tag("every-server")
class StuckViewersIT {
  private static final Logger LOG = Logger.getLogger(StuckViewersIT.class.getName());
  private static final String BURST = "dev.yera.examples.Burst.burst";

  /** 18 MB in events of 60 KB: the start of a session, these, and its exit. */
  private static final int EVENTS = 300;

  private static final Map<String, Object> SIZE = Map.of("n", EVENTS, "size", 60_000);
  private static final long LAST = EVENTS + 2;
  private static final long MIB = 1 << 20;

  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    payara =
        new PayaraProcess(
            "stuck-viewers",
            "",
            Map.of(
                "yera.stream.write-timeout", "PT2S",
                "yera.session.max-viewers", "600",
                "yera.viewers.max", "700",
                "yera.sessions.max", "20"));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  private static long viewers(String session) {
    return (Long) server.state(session).get("viewers");
  }

  /** A session that has said all it has to say. */
  private static String endedBurst() {
    String session = server.create(BURST, SIZE);
    assertComplete(server.stream(session));
    return session;
  }

  private static void assertComplete(SseClient stream) {
    stream.awaitEnd();
    assertThat(stream.holes()).isZero();
    assertThat(stream.events().get(0).id()).isEqualTo(1);
    assertThat(stream.lastId()).isEqualTo(LAST);
  }

  @Test
  void oneThatReadsNothingHindersNobodyAndIsCutAndMayComeBack() throws IOException {
    String session = server.create(BURST, SIZE);
    try (RawViewer stuck = new RawViewer(payara.port(), session)) {
      stuck.awaitOpening();
      assertComplete(server.stream(session));
      // All of it was logged since the stuck one's last read.
      assertThat(payara.blockedWriters()).isEqualTo(1);
      assertComplete(server.run(BURST, SIZE));
      await().until(() -> viewers(session) == 0);
      payara.awaitBlockedWriters(n -> n == 0);
      long last = stuck.lastOfTheRest();
      assertThat(last).isBetween(1L, LAST - 1);
      try (SseClient back = server.stream(session, "Last-Event-ID", Long.toString(last))) {
        back.awaitEnd();
        assertThat(back.events().get(0).id()).isEqualTo(last + 1);
        assertThat(back.holes()).isZero();
        assertThat(back.lastId()).isEqualTo(LAST);
      }
    }
  }

  @Test
  void theOneThatReadsAByteAtATimeAndTheHalfClosedOneAreCutToTheLastThread() throws IOException {
    String session = endedBurst();
    try (RawViewer slow = new RawViewer(payara.port(), session);
        RawViewer half = new RawViewer(payara.port(), session)) {
      slow.awaitOpening();
      half.awaitOpening();
      half.halfClose();
      CompletableFuture<Long> reading = CompletableFuture.supplyAsync(() -> readSlowly(slow));
      payara.awaitBlockedWriters(n -> n > 0);
      assertComplete(server.stream(session));
      await().until(() -> viewers(session) == 0);
      payara.awaitBlockedWriters(n -> n == 0);
      assertThat(reading).as("it read until after it was cut").isNotDone();
    }
  }

  /** A byte each 2 ms, until the stream is closed. */
  private static long readSlowly(RawViewer viewer) {
    long count = 0;
    try {
      while (viewer.readByte() >= 0) {
        count++;
        LockSupport.parkNanos(2_000_000);
      }
    } catch (IOException closed) {
      return count;
    }
    return count;
  }

  @Test
  void fiveHundredCostLittleAndHinderNobody() throws IOException {
    String session = endedBurst();
    long before = payara.heap();
    List<RawViewer> stuck = new ArrayList<>();
    try {
      open(50, session, stuck);
      payara.awaitBlockedWriters(n -> n >= 40);
      long perViewer = (payara.heap() - before) / stuck.size();
      LOG.info(() -> "heap of each stuck viewer: " + perViewer + " bytes");
      assertThat(perViewer).isLessThan(MIB);

      open(450, session, stuck);
      payara.awaitBlockedWriters(n -> n >= 200);
      long all = payara.blockedWriters();
      long begin = System.nanoTime();
      assertComplete(server.stream(session));
      assertComplete(server.run(BURST, SIZE));
      Duration healthy = Duration.ofNanos(System.nanoTime() - begin);
      LOG.info(() -> "two healthy ones beside " + all + " blocked writers: " + healthy);
      await().until(() -> viewers(session) == 0);
    } finally {
      for (RawViewer each : stuck) {
        each.close();
      }
    }
  }

  private static void open(int n, String session, List<RawViewer> stuck) throws IOException {
    for (int i = 0; i < n; i++) {
      stuck.add(new RawViewer(payara.port(), session));
    }
  }
}
