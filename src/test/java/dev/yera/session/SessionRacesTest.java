package dev.yera.session;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.catalog.CommandApp;
import dev.yera.event.EventLine;
import dev.yera.event.block.BlockId;
import dev.yera.executor.MarkedProcesses;
import dev.yera.measure.Deliveries;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import dev.yera.settings.Settings;
import dev.yera.stream.EventPublisher;
import dev.yera.stream.FrameSender;
import dev.yera.stream.Viewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two things at once, many times over. Whichever comes first, one of the stated outcomes holds, and
 * in the end there is one exit event, one slot given back, and no process.
 */
@Thorough
class SessionRacesTest {
  private static final int VIEWERS_MAX = 20;

  /** A head by which one is over before the other begins. */
  private static final int WHOLLY = Integer.MAX_VALUE;

  /** Asks once, and stays when it has its answer. */
  private static final CommandApp ASKS =
      TestApps.events("echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; cat >/dev/null");

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions =
        new Sessions(
            folder,
            Map.of(
                "yera.session.stop-grace",
                "PT2S",
                // The moved clocks are to find the others due, not this one.
                "yera.session.start-timeout",
                "PT1H",
                "yera.session.max-pending-input",
                "100000",
                "yera.session.max-viewers",
                Integer.toString(VIEWERS_MAX),
                "yera.viewers.max",
                Integer.toString(VIEWERS_MAX)));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  /** What came out of one side of a race: a value, or the exception that it ended with. */
  private record Outcome<T>(T value, Exception refusal) {
    boolean succeeded() {
      return refusal == null;
    }
  }

  private record Race<A, B>(Outcome<A> one, Outcome<B> other) {}

  /**
   * How far one is ahead of the other, in spins; first it is wholly over before the other begins,
   * and the other way round, so that each outcome occurs on any machine.
   */
  private static int[] heads(int n, IntUnaryOperator head) {
    return IntStream.concat(IntStream.of(WHOLLY, -WHOLLY), IntStream.range(0, n).map(head))
        .toArray();
  }

  /** Both at once, the later one by that many spins, so that all of the other's way is met. */
  private <A, B> Race<A, B> race(Callable<A> one, Callable<B> other, int head) {
    if (head == WHOLLY) {
      return new Race<>(outcome(one), outcome(other));
    }
    if (head == -WHOLLY) {
      Outcome<B> first = outcome(other);
      return new Race<>(outcome(one), first);
    }
    CyclicBarrier line = new CyclicBarrier(2);
    CompletableFuture<Outcome<A>> first = at(line, one, Math.max(0, -head));
    CompletableFuture<Outcome<B>> second = at(line, other, Math.max(0, head));
    return new Race<>(join(first), join(second));
  }

  private <T> CompletableFuture<Outcome<T>> at(CyclicBarrier line, Callable<T> task, int spins) {
    return CompletableFuture.supplyAsync(
        () ->
            outcome(
                () -> {
                  line.await();
                  for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                  }
                  return task.call();
                }),
        sessions.threads());
  }

  private static <T> Outcome<T> outcome(Callable<T> task) {
    try {
      return new Outcome<>(task.call(), null);
    } catch (Exception refused) {
      return new Outcome<>(null, refused);
    }
  }

  private static void assertBothOccurred(Set<Boolean> outcomes) {
    assertThat(outcomes).as("each of the stated outcomes").containsExactlyInAnyOrder(true, false);
  }

  private static Callable<Boolean> doing(Runnable action) {
    return () -> {
      action.run();
      return true;
    };
  }

  private static Interaction answer(String block, String value) {
    return new Interaction(new BlockId(block), value, "text_input");
  }

  private static Callable<Boolean> answering(Session session, String value) {
    return doing(() -> session.addInteraction(answer("q", value)));
  }

  /** All of the session's events by now; it has ended. */
  private static List<SentEvent> replay(Session session) {
    List<SentEvent> all = TestViewer.of(session, 0L).all();
    assertThat(all.stream().map(SentEvent::id).toList())
        .isEqualTo(LongStream.rangeClosed(1, all.size()).boxed().toList());
    return all;
  }

  private static long count(List<SentEvent> events, String type) {
    return events.stream().filter(event -> event.blockType().equals(type)).count();
  }

  /** It has ended once, for this reason, and nothing of it is left. */
  private SentEvent assertEndedOnce(Session session, String type) {
    assertOver(session);
    List<SentEvent> all = replay(session);
    assertThat(count(all, "exit")).isEqualTo(1);
    SentEvent exit = all.get(all.size() - 1);
    assertThat(exit.error("error_type")).isEqualTo(type);
    assertThat(count(all, "answer")).isEqualTo(session.interactions().size());
    return exit;
  }

  private void assertOver(Session session) {
    join(session.over());
    assertThat(MarkedProcesses.of(session.id())).isEmpty();
    assertThat(sessions.timesEnded(session)).isEqualTo(1);
  }

  @Test
  void aDeleteDuringTheStartLeavesNothing() {
    Set<Boolean> started = new HashSet<>();
    // From before the start to some milliseconds into the spawn.
    for (int head : heads(60, i -> -2_000 + i * i * 150)) {
      Session session = sessions.create(TestApps.command("cat"));
      Race<TestViewer, Boolean> race =
          race(
              () -> TestViewer.of(session, 0L),
              doing(() -> session.forget(ServerEnd.cleanedUp("Deleted."))),
              head);
      assertThat(race.other().succeeded()).isTrue();
      started.add(race.one().succeeded());
      if (race.one().succeeded()) {
        assertThat(race.one().value().exit().error("error_type")).isEqualTo("CleanedUp");
        assertEndedOnce(session, "CleanedUp");
      } else {
        assertThat(race.one().refusal()).isInstanceOf(UnknownSessionException.class);
        assertThat(session.state().lastEventId()).isZero();
        assertOver(session);
      }
    }
    assertBothOccurred(started);
  }

  @Test
  void anAnswerDuringTheStopIsInTheLogOrRefused() {
    Set<Boolean> accepted = new HashSet<>();
    for (int head : heads(40, i -> (i - 20) * 40)) {
      TestViewer viewer = sessions.view(ASKS);
      viewer.next("text_input");
      Session session = viewer.session();
      Race<Boolean, Boolean> race =
          race(
              answering(session, "x"),
              doing(() -> session.end(ServerEnd.cleanedUp("Enough."))),
              head);
      assertThat(race.other().succeeded()).isTrue();
      accepted.add(race.one().succeeded());
      if (!race.one().succeeded()) {
        assertThat(race.one().refusal()).isInstanceOf(SessionEndedException.class);
      }
      assertThat(session.interactions()).hasSize(race.one().succeeded() ? 1 : 0);
      List<SentEvent> seen = viewer.all();
      assertEndedOnce(session, "CleanedUp");
      assertThat(seen).isEqualTo(replay(session));
    }
    assertBothOccurred(accepted);
  }

  @Test
  void ofTwoAnswersAtOnceOneWins() {
    int n = 2_000;
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "for i in $(seq %d); do echo '{\"block_type\":\"text_input\",\"block_id\":\"q'$i'\"}'; done; cat >/dev/null"
                    .formatted(n)));
    viewer.next(event -> event.blockId().value().equals("q" + n));
    Session session = viewer.session();
    List<String> expected = new ArrayList<>();
    Set<Boolean> oneWon = new HashSet<>();
    int[] heads = heads(n - 2, i -> 0);
    for (int i = 1; i <= n; i++) {
      String block = "q" + i;
      Race<Boolean, Boolean> race =
          race(
              doing(() -> session.addInteraction(answer(block, "one"))),
              doing(() -> session.addInteraction(answer(block, "other"))),
              heads[i - 1]);
      oneWon.add(race.one().succeeded());
      assertThat(race.one().succeeded()).isNotEqualTo(race.other().succeeded());
      Exception refusal = race.one().succeeded() ? race.other().refusal() : race.one().refusal();
      assertThat(refusal)
          .isInstanceOf(NotWaitingException.class)
          .hasMessageContaining("it was answered already");
      expected.add(block + (race.one().succeeded() ? "one" : "other"));
    }
    assertBothOccurred(oneWon);
    session.end(ServerEnd.cleanedUp("Enough."));
    assertEndedOnce(session, "CleanedUp");
    assertThat(
            replay(session).stream()
                .filter(event -> event.blockType().equals("answer"))
                .map(event -> event.blockId().value() + event.data("value")))
        .isEqualTo(expected);
  }

  /** The ways in which someone can view a session. */
  private enum Way {
    /** As the HTTP stream does. */
    VIEWER {
      @Override
      void join(Session session, long after, Joined joined, Sessions sessions) {
        Viewer viewer =
            new Viewer(
                joined,
                sessions.threads(),
                new Settings(key -> Optional.empty()),
                Duration.ofHours(1),
                1,
                () -> true,
                new Deliveries(),
                System::nanoTime);
        viewer.begin(session.open(viewer, after, viewer));
      }
    },
    /** As code inside the server does. */
    PUBLISHER {
      @Override
      void join(Session session, long after, Joined joined, Sessions sessions) {
        new EventPublisher(session, after, sessions.threads()).subscribe(joined);
      }
    };

    abstract void join(Session session, long after, Joined joined, Sessions sessions);
  }

  /** Reads until it has seen what it came for, and goes away in the middle of the flow. */
  private static final class Joined implements FrameSender, Flow.Subscriber<String> {
    private final CompletableFuture<List<Long>> ids = new CompletableFuture<>();
    private final List<Long> seen = new ArrayList<>();
    private final long until;
    private Flow.Subscription subscription;

    Joined(long until) {
      this.until = until;
    }

    /** False when it has enough. */
    private boolean take(String text) {
      Frames.of(text).forEach(frame -> seen.add(frame.id()));
      boolean enough = !seen.isEmpty() && seen.get(seen.size() - 1) >= until;
      if (enough) {
        ids.complete(List.copyOf(seen));
      }
      return !enough;
    }

    @Override
    public void send(byte[] frames, int offset, int length) throws IOException {
      String text = new String(frames, offset, length, StandardCharsets.UTF_8);
      if (text.startsWith("id: ") && !take(text)) {
        throw new IOException("I have seen enough.");
      }
    }

    @Override
    public void close() {
      if (!ids.isDone()) {
        ids.completeExceptionally(new AssertionError("closed after " + seen));
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(String frame) {
      if (take(frame)) {
        subscription.request(1);
      } else {
        subscription.cancel();
      }
    }

    @Override
    public void onError(Throwable refusal) {
      ids.completeExceptionally(refusal);
    }

    @Override
    public void onComplete() {
      close();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void whoeverJoinsWhileEventsFlowMissesNothing(Way way) {
    int joiners = 4;
    int joins = 300;
    int eventsPerJoin = 60;
    TestViewer first = sessions.view(TestApps.command("cat"));
    Session session = first.session();
    // The events flow only as long as someone joins, so that all of them join in the flow.
    Semaphore wanted = new Semaphore(0);
    CompletableFuture<Void> app =
        CompletableFuture.runAsync(
            () -> write(session, joiners * joins * eventsPerJoin, wanted), sessions.threads());
    List<CompletableFuture<Void>> all =
        IntStream.range(0, joiners)
            .mapToObj(
                seed ->
                    CompletableFuture.runAsync(
                        () -> {
                          Random random = new Random(seed);
                          for (int i = 0; i < joins; i++) {
                            joinInTheFlow(session, way, random, wanted, eventsPerJoin);
                          }
                        },
                        sessions.threads()))
            .toList();
    all.forEach(each -> join(each));
    join(app);
    await().until(() -> session.state().viewers() == 1);
    session.end(ServerEnd.cleanedUp("Enough."));
    assertThat(first.all()).hasSize(joiners * joins * eventsPerJoin + 2);
    assertOver(session);
  }

  private void joinInTheFlow(
      Session session, Way way, Random random, Semaphore wanted, int eventsPerJoin) {
    long last = session.state().lastEventId();
    long after = Math.max(0, last - random.nextInt(200));
    long until = last + eventsPerJoin;
    Joined joined = new Joined(until);
    wanted.release(eventsPerJoin);
    way.join(session, after, joined, sessions);
    List<Long> ids = join(joined.ids);
    assertThat(ids).isEqualTo(LongStream.range(after + 1, after + 1 + ids.size()).boxed().toList());
  }

  /** What the thread that reads an app's output does with it, line by line. */
  private static void write(Session session, int n, Semaphore wanted) {
    for (int i = 0; i < n; i++) {
      wanted.acquireUninterruptibly();
      byte[] line =
          """
          {"event_class":"content","block_type":"text","block_id":"b","data":{"content":"x"},\
          "timestamp":"2026-11-22T10:00:00.123456Z","chunk_id":%d,\
          "app":{"name":"test.app","instance_id":0},"parent_block_id":null}"""
              .formatted(i)
              .getBytes(StandardCharsets.UTF_8);
      EventLine.Whole whole = (EventLine.Whole) EventLine.parse(line, 0, line.length);
      session.say(whole, line, 0, line.length);
      session.said();
    }
  }

  @Test
  void theLateEndOfAnOldStreamIsNotTheEndOfTheNewOne() {
    TestViewer old = sessions.view(TestApps.command("cat"));
    Session session = old.session();
    old = TestViewer.of(session, (Object) "tab");
    for (int i = 0; i < 2_000; i++) {
      TestViewer leaving = old;
      Race<TestViewer, Boolean> race =
          race(() -> TestViewer.of(session, (Object) "tab"), doing(leaving::leave), 0);
      assertThat(race.one().succeeded()).isTrue();
      assertThat(session.state().viewers()).isEqualTo(2);
      old = race.one().value();
      assertThat(old.isReplaced()).isFalse();
    }
    // No place was lost, none was given back twice.
    for (int i = 2; i < VIEWERS_MAX; i++) {
      TestViewer.of(session, 0L);
    }
    Session another = sessions.create(TestApps.command("cat"));
    assertThatThrownBy(() -> TestViewer.of(another, 0L))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("yera.viewers.max");
    session.end(ServerEnd.cleanedUp("Enough."));
    assertThat(old.exit().error("error_type")).isEqualTo("CleanedUp");
    assertEndedOnce(session, "CleanedUp");
  }

  @Test
  void anAnswerJustAsTheIdleClockRunsOutSavesTheSessionOrIsRefused() {
    Set<Boolean> saved = new HashSet<>();
    for (int head : heads(40, i -> (i - 20) * 40)) {
      TestViewer viewer = sessions.view(ASKS);
      viewer.next("text_input");
      Session session = viewer.session();
      sessions.pass(Duration.ofMinutes(15).minusSeconds(9));
      Race<Boolean, Boolean> race =
          race(
              answering(session, "x"),
              doing(
                  () -> {
                    sessions.pass(Duration.ofSeconds(9));
                    session.tick();
                  }),
              head);
      assertThat(race.other().succeeded()).isTrue();
      saved.add(race.one().succeeded());
      if (race.one().succeeded()) {
        session.tick();
        assertThat(session.state().status()).isEqualTo(SessionStatus.RUNNING);
        session.end(ServerEnd.cleanedUp("Enough."));
        assertEndedOnce(session, "CleanedUp");
      } else {
        assertThat(race.one().refusal()).isInstanceOf(SessionEndedException.class);
        assertEndedOnce(session, "IdleTimeout");
      }
      viewer.leave();
    }
    assertBothOccurred(saved);
  }

  @Test
  void anAnswerJustAsTheAwayClockRunsOutIsInTheLogOrRefused() {
    Set<Boolean> accepted = new HashSet<>();
    for (int head : heads(30, i -> (i - 15) * 40)) {
      TestViewer viewer = sessions.view(ASKS);
      viewer.next("text_input");
      Session session = viewer.session();
      viewer.leave();
      Race<Boolean, Boolean> race =
          race(
              answering(session, "x"),
              doing(
                  () -> {
                    sessions.pass(Duration.ofMinutes(2));
                    session.tick();
                  }),
              head);
      assertThat(race.other().succeeded()).isTrue();
      accepted.add(race.one().succeeded());
      if (!race.one().succeeded()) {
        assertThat(race.one().refusal()).isInstanceOf(SessionEndedException.class);
      }
      assertEndedOnce(session, "AwayTimeout");
      assertThat(session.interactions()).hasSize(race.one().succeeded() ? 1 : 0);
    }
    assertBothOccurred(accepted);
  }

  @Test
  void whoComesBackJustAsTheAwayClockRunsOutSavesTheSessionOrSeesItsEnd() {
    Set<Boolean> saved = new HashSet<>();
    for (int head : heads(30, i -> (i - 15) * 40)) {
      TestViewer viewer = sessions.view(ASKS);
      viewer.next("text_input");
      Session session = viewer.session();
      viewer.leave();
      Race<TestViewer, Boolean> race =
          race(
              () -> TestViewer.of(session, 2L),
              doing(
                  () -> {
                    sessions.pass(Duration.ofMinutes(2));
                    session.tick();
                  }),
              head);
      assertThat(race.other().succeeded()).isTrue();
      TestViewer back = race.one().value();
      boolean isSaved = session.state().status() == SessionStatus.RUNNING;
      saved.add(isSaved);
      if (isSaved) {
        session.end(ServerEnd.cleanedUp("Enough."));
        assertThat(back.exit().error("error_type")).isEqualTo("CleanedUp");
        assertEndedOnce(session, "CleanedUp");
      } else {
        assertThat(back.exit().error("error_type")).isEqualTo("AwayTimeout");
        assertEndedOnce(session, "AwayTimeout");
      }
    }
    assertBothOccurred(saved);
  }

  @Test
  void whoComesJustAsTheUnviewedClockRunsOutStartsTheSessionOrFindsNone() {
    Set<Boolean> started = new HashSet<>();
    for (int head : heads(30, i -> (i - 15) * 40)) {
      Session session = sessions.create(ASKS);
      Race<TestViewer, Boolean> race =
          race(
              () -> TestViewer.of(session, 0L),
              doing(
                  () -> {
                    sessions.pass(Duration.ofMinutes(2));
                    session.tick();
                  }),
              head);
      assertThat(race.other().succeeded()).isTrue();
      started.add(race.one().succeeded());
      if (race.one().succeeded()) {
        race.one().value().next("text_input");
        assertThat(sessions.isExpired(session)).isFalse();
        session.forget(ServerEnd.cleanedUp("Enough."));
        assertThat(race.one().value().exit().error("error_type")).isEqualTo("CleanedUp");
        assertEndedOnce(session, "CleanedUp");
      } else {
        assertThat(race.one().refusal()).isInstanceOf(UnknownSessionException.class);
        assertOver(session);
      }
    }
    assertBothOccurred(started);
  }
}
