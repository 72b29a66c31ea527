package dev.yera.session;

import static dev.yera.Patience.PATIENCE;

import dev.yera.Tree;
import dev.yera.stream.EventPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/**
 * The TCK of Reactive Streams with what {@code SessionService.generateEvents} returns, for sessions
 * of real processes. What is skipped are the TCK's own {@code untested_spec106}, 107, 108, 109,
 * 110, 304 and 305: it has no check of them.
 */
public class EventPublisherTckTest extends FlowPublisherVerification<String> {
  private static final long NO_SIGNAL_MILLIS = 100;

  /** The kit looks for an error once, after this time. */
  private static final long POLL_MILLIS = 300;

  /** Slept, and only then looked whether a subscriber that has cancelled is left alone. */
  private static final long LEFT_ALIVE_MILLIS = 3_000;

  /** Every session has a start event and an exit event. */
  private static final long FEWEST = 2;

  /** More than any process here says before it is ended; the TCK never reads so many. */
  private static final long MOST = Integer.MAX_VALUE;

  private Path folder;
  private Sessions sessions;
  private Session ended;

  public EventPublisherTckTest() {
    super(
        new TestEnvironment(PATIENCE.toMillis(), NO_SIGNAL_MILLIS, POLL_MILLIS), LEFT_ALIVE_MILLIS);
  }

  @BeforeClass
  void open() throws IOException {
    folder = Files.createTempDirectory("yera-tck");
    sessions = new Sessions(folder, Map.of());
    TestViewer viewer = sessions.view(TestApps.events("true"));
    viewer.all();
    ended = viewer.session();
  }

  @AfterClass
  void close() throws IOException {
    sessions.close();
    Tree.delete(folder);
  }

  private Flow.Publisher<String> publisher(Session session, long after) {
    return new EventPublisher(session, after, sessions.threads());
  }

  @Override
  public Flow.Publisher<String> createFlowPublisher(long elements) {
    if (elements < FEWEST) {
      return publisher(ended, FEWEST - elements);
    }
    String line = "{\"block_type\":\"markdown\",\"data\":{\"content\":\"x\"}}";
    String script = "yes '%s' | head -n %d".formatted(line, elements - FEWEST);
    return publisher(sessions.create(TestApps.events(script)), 0);
  }

  @Override
  public Flow.Publisher<String> createFailedFlowPublisher() {
    Session forgotten = sessions.create(TestApps.events("true"));
    forgotten.forget(ServerEnd.cleanedUp("It is not wanted."));
    return publisher(forgotten, 0);
  }

  @Override
  public long maxElementsFromPublisher() {
    return MOST;
  }
}
