package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.measure.Deliveries;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.settings.Settings;
import dev.yera.stream.FrameSender;
import dev.yera.stream.Viewer;
import dev.yera.stream.Watcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Viewers that do not read, and the places that they have. */
class StuckViewerTest {
  private static final CommandApp STAYS =
      TestApps.events("echo '{\"block_type\":\"text\"}'; cat >/dev/null");

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions =
        new Sessions(
            folder,
            Map.of(
                "yera.session.stop-grace", "PT1S",
                "yera.session.max-viewers", "1",
                "yera.viewers.max", "1"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  /** A client that reads the opening, and after that only what the test lets it read. */
  private static final class SlowClient implements FrameSender {
    private final Semaphore reads = new Semaphore(0);
    private volatile boolean closed;

    @Override
    public void send(byte[] frames, int offset, int length) {
      if (new String(frames, offset, length, StandardCharsets.UTF_8).startsWith("id: ")) {
        reads.acquireUninterruptibly();
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Deliveries deliveries = new Deliveries();

  private Viewer viewer(FrameSender client) {
    Map<String, String> settings = Map.of("yera.stream.write-timeout", "PT0.2S");
    return new Viewer(
        client,
        sessions.threads(),
        new Settings(key -> Optional.ofNullable(settings.get(key))),
        Duration.ofHours(1),
        1,
        () -> true,
        deliveries,
        System::nanoTime);
  }

  @Test
  void oneThatWasCutIsOverAlsoIfItReadsAgainAndThereIsNoMore() {
    TestViewer first = sessions.view(STAYS);
    first.next("text");
    first.leave();
    Session session = first.session();
    SlowClient client = new SlowClient();
    Viewer viewer = viewer(client);
    viewer.begin(session.open(viewer, 0, viewer)); // both events are one write
    await().until(() -> session.state().viewers() == 0);
    assertThat(deliveries.cuts()).isEqualTo(1);
    assertThat(client.closed).isFalse();
    client.reads.release(10);
    // Nobody would tell it any more of an event: it must not believe that it is still viewing.
    await().until(() -> client.closed);
  }

  private static final CommandApp ENDS = TestApps.events("echo '{\"block_type\":\"text\"}'");

  private Session ended() {
    TestViewer viewer = sessions.view(ENDS);
    viewer.all();
    // The exit is in the log a moment before the store knows the session's end.
    await().until(() -> sessions.stored(viewer.session()).end().isPresent());
    return viewer.session();
  }

  @Test
  void viewersOfASessionThatEndedElsewhereCountTogetherAndTakeEachOthersPlaces() {
    Session ended = ended();
    Revisited revisited = new Revisited(System::nanoTime);
    Session one = revisited.of(sessions.unkept(ended, ENDS));
    Session same = revisited.of(sessions.unkept(ended, ENDS));
    TestViewer tab = TestViewer.of(one, (Object) "tab");
    assertThatThrownBy(() -> TestViewer.of(same, 0L)).isInstanceOf(LimitExceededException.class);
    TestViewer reloaded = TestViewer.of(same, (Object) "tab");
    assertThat(tab.isReplaced()).isTrue();
    long last = ended.state().lastEventId();
    assertThat(reloaded.exit().id()).isEqualTo(last);
    TestViewer next = TestViewer.of(revisited.of(sessions.unkept(ended, ENDS)), 0L);
    assertThat(next.exit().id()).isEqualTo(last);
  }

  @Test
  void oneThatDoesNotReadASessionThatEndedElsewhereIsCut() {
    Revisited revisited = new Revisited(System::nanoTime);
    Session session = revisited.of(sessions.unkept(ended(), ENDS));
    SlowClient client = new SlowClient();
    Viewer viewer = viewer(client);
    viewer.begin(session.open(viewer, 0, viewer));
    await()
        .until(
            () -> {
              revisited.tick();
              return session.state().viewers() == 0;
            });
    assertThat(deliveries.cuts()).isEqualTo(1);
    client.reads.release(10);
    await().until(() -> client.closed);
  }

  @Test
  void aSessionThatEndedElsewhereIsKeptAsLongAsSomebodyViewsIt() {
    Session ended = ended();
    AtomicLong now = new AtomicLong();
    Revisited revisited = new Revisited(now::get);
    Session session = revisited.of(sessions.unkept(ended, ENDS));
    TestViewer viewer = TestViewer.of(session, 0L);
    now.addAndGet(Duration.ofHours(1).toNanos());
    revisited.tick();
    assertThat(revisited.of(sessions.unkept(ended, ENDS))).isSameAs(session);
    viewer.leave();
    now.addAndGet(Duration.ofHours(1).toNanos());
    revisited.tick();
    assertThat(revisited.of(sessions.unkept(ended, ENDS))).isNotSameAs(session);
  }

  /** Its write is overdue, and the clock has not found out yet. */
  private static final class Overdue implements Watcher {
    private volatile boolean replaced;

    @Override
    public void wake() {
      // It is busy.
    }

    @Override
    public void tick(long nanoTime) {
      // Not yet.
    }

    @Override
    public void replace() {
      replaced = true;
    }

    @Override
    public boolean isOverdue() {
      return true;
    }
  }

  @Test
  void atTheLimitAnOverdueOneGivesWayAndIsToldSo() {
    Session session = sessions.create(STAYS);
    Overdue overdue = new Overdue();
    session.open(overdue, 0, overdue);
    TestViewer viewer = TestViewer.of(session, 0L);
    assertThat(overdue.replaced).isTrue();
    assertThat(viewer.next("text").id()).isEqualTo(2);
    assertThatThrownBy(() -> TestViewer.of(session, 0L)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void aReloadTakesOverThePlaceOfItsOldStreamAlsoOnAFullServer() {
    Session session = sessions.create(STAYS);
    TestViewer tab = TestViewer.of(session, (Object) "tab");
    TestViewer reloaded = TestViewer.of(session, (Object) "tab");
    assertThat(tab.isReplaced()).isTrue();
    assertThat(reloaded.next("text").id()).isEqualTo(2);
    reloaded.leave();
    TestViewer.of(session, 0L);
    assertThatThrownBy(() -> TestViewer.of(sessions.create(STAYS), 0L))
        .isInstanceOf(LimitExceededException.class);
  }
}
