package dev.yera.session;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.session.question.Interaction;
import dev.yera.stream.EventPublisher;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one stopping flag: what is refused from then on, and what is not. */
class StoppingTest {
  private static final CommandApp ASKS =
      TestApps.events("echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; cat >/dev/null");
  private static final Interaction ANSWER = new Interaction(new BlockId("q"), "x", "text_input");

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions = new Sessions(folder, Map.of("yera.session.stop-grace", "PT1S"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  @Test
  void aFirstViewerIsRefusedAndNothingIsStarted() {
    Session session = sessions.create(ASKS);
    sessions.startStopping();
    assertThatThrownBy(() -> TestViewer.of(session, 0L)).isInstanceOf(StoppingException.class);
    assertThat(refusalOf(new EventPublisher(session, 0, sessions.threads())))
        .isInstanceOf(StoppingException.class);
    session.forget(ServerEnd.shutdown());
    assertThatThrownBy(() -> TestViewer.of(session, 0L)).isInstanceOf(StoppingException.class);
    assertThat(session.state().lastEventId()).isZero();
    assertThat(session.state().viewers()).isZero();
  }

  private static Throwable refusalOf(Flow.Publisher<String> publisher) {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription given) {
            given.request(1);
          }

          @Override
          public void onNext(String frame) {
            refusal.completeExceptionally(new AssertionError(frame));
          }

          @Override
          public void onError(Throwable why) {
            refusal.complete(why);
          }

          @Override
          public void onComplete() {
            refusal.completeExceptionally(new AssertionError("complete"));
          }
        });
    return join(refusal);
  }

  @Test
  void whoComesBackToARunningSessionSeesItsEnd() {
    TestViewer first = sessions.view(ASKS);
    first.next("text_input");
    sessions.startStopping();
    TestViewer second = TestViewer.of(first.session(), 2L);
    first.session().forget(ServerEnd.shutdown());
    assertThat(second.exit().error("error_type")).isEqualTo("ServerShutdown");
    List<SentEvent> all = first.all();
    assertThat(TestViewer.of(first.session(), 0L).all()).isEqualTo(all);
  }

  @Test
  void anAnswerIsRefusedAsLongAsTheAppTakesForItsEnd() {
    TestViewer viewer =
        sessions.view(
            TestApps.events(
                "trap '' TERM; echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}';"
                    + " while :; do sleep 1; done"));
    viewer.next("text_input");
    Session session = viewer.session();
    sessions.startStopping();
    assertThatThrownBy(() -> session.addInteraction(ANSWER)).isInstanceOf(StoppingException.class);
    session.forget(ServerEnd.shutdown());
    assertThatThrownBy(() -> session.addInteraction(ANSWER)).isInstanceOf(StoppingException.class);
    assertThat(viewer.all().stream().map(SentEvent::blockType))
        .containsExactly("start", "text_input", "exit");
    assertThat(session.interactions()).isEmpty();
  }

  @Test
  void anAnswerInTheSameMomentIsInTheLogOrRefusedAsStopping() throws Exception {
    Set<Boolean> accepted = new HashSet<>();
    int rounds = 25;
    for (int i = 0; i < rounds; i++) {
      try (Sessions own =
          new Sessions(folder.resolve("own" + i), Map.of("yera.session.stop-grace", "PT1S"))) {
        TestViewer viewer = own.view(ASKS);
        viewer.next("text_input");
        Session session = viewer.session();
        int head = i * 60;
        CompletableFuture<Void> answered = new CompletableFuture<>();
        boolean answerFirst = i == rounds - 1;
        boolean stopFirst = i == 0;
        CompletableFuture<Void> stop =
            CompletableFuture.runAsync(
                () -> {
                  if (answerFirst) {
                    join(answered);
                  }
                  for (int n = 0; n < head; n++) {
                    Thread.onSpinWait();
                  }
                  own.startStopping();
                  session.forget(ServerEnd.shutdown());
                },
                own.threads());
        if (stopFirst) {
          join(stop);
        }
        try {
          session.addInteraction(ANSWER);
          accepted.add(true);
        } catch (StoppingException refused) {
          accepted.add(false);
          assertThat(session.interactions()).isEmpty();
        }
        answered.complete(null);
        join(stop);
        long answers =
            viewer.all().stream().filter(event -> event.blockType().equals("answer")).count();
        assertThat(session.interactions()).hasSize((int) answers);
      }
    }
    assertThat(accepted).as("both occurred").containsExactlyInAnyOrder(true, false);
  }
}
