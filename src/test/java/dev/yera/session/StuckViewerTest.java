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
