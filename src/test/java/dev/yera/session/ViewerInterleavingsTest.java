package dev.yera.session;

import static dev.yera.session.Interleavings.doing;
import static dev.yera.session.Interleavings.explore;
import static dev.yera.session.Interleavings.promise;
import static dev.yera.session.Interleavings.together;
import static dev.yera.session.Interleavings.unobserved;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.measure.Deliveries;
import dev.yera.session.Scenes.Scene;
import dev.yera.settings.Settings;
import dev.yera.stream.FrameSender;
import dev.yera.stream.Viewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wake of a viewer against the end of its last write, and against its own end. */
@Thorough
class ViewerInterleavingsTest {
  private static final int MOST = 15;
  private static final Settings DEFAULTS = new Settings(key -> Optional.empty());

  @TempDir private Path folder;
  private Scenes scenes;

  @BeforeEach
  void open() throws IOException {
    scenes = new Scenes(folder, Map.of("yera.viewers.max", "4"));
  }

  @AfterEach
  void close() throws IOException {
    scenes.close();
  }

  /** Reads all it gets. */
  private static final class Client implements FrameSender {
    private final Scene scene;
    private final Threads threads = new Threads();
    private final Viewer viewer =
        new Viewer(
            this,
            threads,
            DEFAULTS,
            Duration.ofHours(1),
            1,
            () -> true,
            new Deliveries(),
            System::nanoTime);
    private final List<Long> ids = new ArrayList<>();
    private volatile boolean receiving;
    private final AtomicInteger timesClosed = new AtomicInteger();

    /** By a name: Lincheck gives an object another hash code inside an exploration than outside. */
    private final String name;

    Client(Scene scene, String name) {
      this.scene = scene;
      this.name = name;
    }

    void view() {
      viewer.begin(scene.session.open(viewer, 0, name));
    }

    @Override
    public void send(byte[] frames, int offset, int length) {
      promise(!receiving, "one write at a time");
      receiving = true;
      unobserved(() -> ids.addAll(ids(frames, offset, length)));
      receiving = false;
    }

    private static List<Long> ids(byte[] frames, int offset, int length) {
      String text = new String(frames, offset, length, StandardCharsets.UTF_8);
      return text.startsWith("id: ")
          ? Frames.of(text).stream().map(Frames.Frame::id).toList()
          : List.of();
    }

    @Override
    public void close() {
      timesClosed.incrementAndGet();
    }

    void assertHasAll() {
      long last = scene.session.state().lastEventId();
      assertThat(ids).isEqualTo(LongStream.rangeClosed(1, last).boxed().toList());
    }

    void assertIsOver() {
      assertThat(timesClosed).hasValue(1);
      assertThat(scene.session.state().viewers()).isZero();
      assertThat(scene.placesTaken()).isZero();
    }
  }

  /** The only viewer of a session; it has all there is. */
  private Client viewing() {
    Client client = new Client(scenes.scene(), "first");
    client.view();
    client.threads.await();
    return client;
  }

  @Test
  void noEventStaysUnsent() {
    assertThat(
            explore(
                MOST,
                this::viewing,
                client -> {
                  together(doing(() -> client.scene.ask("a")), doing(() -> client.scene.ask("b")));
                  client.threads.await();
                  return () -> {
                    client.assertHasAll();
                    assertThat(client.timesClosed).hasValue(0);
                    return "all";
                  };
                }))
        .containsExactly("all");
  }

  @Test
  void whoJoinsWhileEventsFlowGetsAll() {
    assertThat(
            explore(
                MOST,
                () -> new Client(viewing().scene, "second"),
                client -> {
                  together(doing(client::view), doing(() -> client.scene.ask("a")));
                  client.threads.await();
                  return () -> {
                    client.assertHasAll();
                    return "all";
                  };
                }))
        .containsExactly("all");
  }

  @Test
  void theStreamIsClosedAfterTheExitEventAndNotBefore() {
    assertThat(
            explore(
                MOST,
                this::viewing,
                client -> {
                  together(
                      doing(
                          () -> {
                            client.scene.ask("a");
                            client.scene.end();
                          }));
                  client.threads.await();
                  return () -> {
                    client.assertHasAll();
                    client.assertIsOver();
                    return "closed";
                  };
                }))
        .containsExactly("closed");
  }

  @Test
  void oneThatIsReplacedIsClosedWhateverItIsDoing() {
    assertThat(
            explore(
                MOST,
                this::viewing,
                client -> {
                  together(doing(() -> client.scene.ask("a")), doing(client.viewer::replace));
                  client.threads.await();
                  return () -> {
                    client.assertIsOver();
                    return client.ids.size() == 1 ? "before it was told" : "after it was told";
                  };
                }))
        .contains("before it was told")
        .isSubsetOf("before it was told", "after it was told");
  }
}
