package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.UnknownAppException;
import dev.yera.event.block.BlockId;
import dev.yera.session.ExecutorNotStartedException;
import dev.yera.session.NameAndPin;
import dev.yera.session.SessionEndedException;
import dev.yera.session.SessionId;
import dev.yera.session.SessionList;
import dev.yera.session.SessionService;
import dev.yera.session.SessionState;
import dev.yera.session.SessionStatus;
import dev.yera.session.UnknownSessionException;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import dev.yera.store.ListPlace;
import dev.yera.store.SessionQuery;
import dev.yera.stream.Watcher;
import dev.yera.transcript.TranscriptFormat;
import dev.yera.transcript.TranscriptWords;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The service, called from inside the server. */
@ExtendWith(ArquillianExtension.class)
@Tag("shared-server")
class ServiceIT {
  @Inject private SessionService service;
  @Inject private Catalog catalog;
  @Inject private SeenFacts facts;

  @AfterEach
  void cleanUp() {
    service.cleanupAll();
  }

  @Test
  void echoRepeatsUntilItIsToldToQuit() {
    Frames frames = run("dev.yera.examples.Echo.echo", Map.of());
    frames.answer(service, "text_input", 1, "one");
    frames.answer(service, "text_input", 2, "/quit");
    frames.awaitEnd();
    assertThat(frames.types())
        .containsExactly(
            "start", "text_input", "answer", "markdown", "text_input", "answer", "exit");
    assertThat(frames.event(3).get("data")).isEqualTo(Map.of("content", "one"));
    oneStartOneExitNoHoles(frames);
  }

  @Test
  void whatHappensToASessionIsPublishedInOrder() {
    Frames frames = run("dev.yera.examples.Echo.echo", Map.of());
    SessionId id = frames.session();
    frames.answer(service, "text_input", 1, "/quit");
    frames.awaitEnd();
    service.cleanupSession(id);
    await()
        .untilAsserted(
            () ->
                assertThat(facts.of(id))
                    .containsExactly(
                        "Created", "Started", "Viewed", "Answered", "Ended", "Forgotten"));
  }

  @Test
  void chatbotTalksUntilItIsToldToQuit() {
    Frames frames = run("dev.yera.examples.Chatbot.chatbot", Map.of());
    frames.answer(service, "text_input", 1, "hi");
    frames.answer(service, "text_input", 2, "/quit now");
    frames.awaitEnd();
    assertThat(frames.types()).contains("markdown").endsWith("exit");
    oneStartOneExitNoHoles(frames);
  }

  @Test
  void burstSaysAllOfIt() {
    Frames frames = run("dev.yera.examples.Burst.burst", Map.of("n", 5000, "size", 20));
    frames.awaitEnd();
    assertThat(frames.types()).filteredOn("markdown"::equals).hasSize(5000);
    oneStartOneExitNoHoles(frames);
  }

  @Test
  void greeterAndGuessRunToTheirEnds() {
    Frames greeter = run("tools.greeter", Map.of());
    greeter.answer(service, "text_input", 1, "Ada");
    greeter.answer(service, "buttons", 1, "Great");
    greeter.awaitEnd();
    oneStartOneExitNoHoles(greeter);

    Frames guess = run("tools.guess", Map.of("highest", 1));
    guess.answer(service, "text_input", 1, "1");
    guess.awaitEnd();
    assertThat(guess.toString()).contains("Yes, 1!");
    oneStartOneExitNoHoles(guess);
  }

  private static void oneStartOneExitNoHoles(Frames frames) {
    List<String> types = frames.types();
    assertThat(types).filteredOn("start"::equals).hasSize(1);
    assertThat(types).filteredOn("exit"::equals).hasSize(1);
    assertThat(types.get(0)).isEqualTo("start");
    assertThat(types.get(types.size() - 1)).isEqualTo("exit");
    assertThat(frames.ids()).isEqualTo(LongStream.rangeClosed(1, types.size()).boxed().toList());
  }

  @Test
  void sessionsAreListedPartByPartAndInTheStatusOfNow() {
    service.cleanupAll();
    List<SessionId> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(0, service.createSession(catalog.app("it.asks"), List.of(), Map.of()));
    }
    Frames running = new Frames(service, made.get(1));
    running.awaitQuestion("text_input", 1);
    SessionQuery all = SessionQuery.of(new SessionQuery.Nameless());

    List<SessionId> listed = new ArrayList<>();
    Optional<ListPlace> place = Optional.empty();
    do {
      SessionList part = service.sessionsOf(all.part(place, 2));
      assertThat(part.sessions()).hasSizeBetween(1, 2);
      part.sessions().forEach(each -> listed.add(each.id()));
      place = part.next();
    } while (place.isPresent());
    assertThat(listed).isEqualTo(made);

    assertThat(service.sessionsOf(all, SessionStatus.RUNNING).sessions())
        .extracting(SessionState::id)
        .containsExactly(made.get(1));
    SessionList created = service.sessionsOf(all.part(Optional.empty(), 3), SessionStatus.CREATED);
    assertThat(created.sessions())
        .extracting(SessionState::id)
        .containsExactly(made.get(0), made.get(2), made.get(3));
    assertThat(service.sessionsOf(all.part(created.next(), 3), SessionStatus.CREATED).sessions())
        .extracting(SessionState::id)
        .containsExactly(made.get(4));
    assertThat(service.sessionsOf(SessionQuery.of(new SessionQuery.OneOwner("u x y"))).sessions())
        .isEmpty();
  }

  @Test
  void aSessionIsNamedToldAndErased() throws IOException {
    Frames frames = run("it.asks", Map.of());
    SessionId id = frames.session();
    frames.answer(service, "text_input", 1, "Ann");
    frames.awaitEnd();
    SessionState named = service.describe(id, NameAndPin.same().titled("Talk").pinned(true));
    assertThat(named.title()).contains("Talk");
    assertThat(named.pinned()).isTrue();
    assertThat(service.describe(id, NameAndPin.same().untitled()).title()).isEmpty();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    service.transcript(id).write(TranscriptFormat.MARKDOWN, TranscriptWords.ENGLISH, text);
    assertThat(text.toString(StandardCharsets.UTF_8)).contains("> Ann\n", "thanks");
    service.eraseSessionsOf(new SessionQuery.Nameless());
    assertThatThrownBy(() -> service.transcript(id)).isInstanceOf(UnknownSessionException.class);
  }

  @Test
  void exceptionsReachTheCallerAsTheyAre() {
    SessionId none = service.generateSessionId();
    assertThatThrownBy(() -> service.getSession(none)).isInstanceOf(UnknownSessionException.class);
    assertThatThrownBy(() -> service.generateEvents(none))
        .isInstanceOf(UnknownSessionException.class);
    assertThatThrownBy(() -> service.cleanupSession(none))
        .isInstanceOf(UnknownSessionException.class);
    assertThatThrownBy(() -> service.endSession(none)).isInstanceOf(UnknownSessionException.class);
    Interaction answer = new Interaction(new BlockId("b"), "x", "text_input");
    assertThatThrownBy(() -> service.addInteraction(none, answer))
        .isInstanceOf(UnknownSessionException.class);
    assertThatThrownBy(() -> catalog.app("no.such.app")).isInstanceOf(UnknownAppException.class);

    ListedApp echo = catalog.app("dev.yera.examples.Echo.echo");
    assertThatThrownBy(() -> service.createSession(echo, List.of(1), Map.of()))
        .isInstanceOf(BadArgumentsException.class);
    SessionId id = service.createSession(echo, List.of(), Map.of());
    assertThatThrownBy(() -> service.addInteraction(id, answer))
        .isInstanceOf(ExecutorNotStartedException.class);
    Frames frames = new Frames(service, id);
    frames.awaitQuestion("text_input", 1);
    assertThatThrownBy(() -> service.addInteraction(id, answer))
        .isInstanceOf(NotWaitingException.class);
  }

  @Test
  void whatAUserEndsIsKept() throws IOException {
    Frames frames = run("dev.yera.it.JavaApps.waits", Map.of());
    SessionId id = frames.session();
    frames.awaitQuestion("text_input", 1);
    service.endSession(id);
    frames.awaitEnd();
    assertThat(frames.toString()).contains("EndedByUser");
    assertThat(service.getSession(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(MarkedProcesses.of(id.toString())).isEmpty();
    SessionQuery all = SessionQuery.of(new SessionQuery.Everybody());
    await() // what is stored follows the exit event
        .untilAsserted(
            () ->
                assertThat(service.sessionsOf(all, SessionStatus.STOPPED).sessions())
                    .extracting(SessionState::id)
                    .contains(id));
    assertThatThrownBy(() -> service.endSession(id)).isInstanceOf(SessionEndedException.class);
  }

  @Test
  void twoSessionsAreTwoProcesses() throws IOException {
    Frames first = run("dev.yera.it.JavaApps.waits", Map.of());
    Frames second = run("dev.yera.it.JavaApps.waits", Map.of());
    first.awaitQuestion("text_input", 1);
    second.awaitQuestion("text_input", 1);
    List<Long> ofFirst = MarkedProcesses.of(first.session().toString());
    List<Long> ofSecond = MarkedProcesses.of(second.session().toString());
    assertThat(ofFirst).isNotEmpty().doesNotContainAnyElementsOf(ofSecond);
    assertThat(ofSecond).isNotEmpty();
  }

  @Test
  void cleanupAllEndsAndForgetsEverything() throws IOException {
    Frames running = run("it.ignores", Map.of());
    running.awaitQuestion("markdown", 1);
    SessionId created = service.createSession(catalog.app("tools.guess"), List.of(), Map.of());
    assertThat(service.getSession(created).status()).isEqualTo(SessionStatus.CREATED);
    service.cleanupAll();
    assertThat(MarkedProcesses.of(running.session().toString())).isEmpty();
    assertThatThrownBy(() -> service.getSession(created))
        .isInstanceOf(UnknownSessionException.class);
    assertThatThrownBy(() -> service.getSession(running.session()))
        .isInstanceOf(UnknownSessionException.class);
    running.awaitEnd();
    assertThat(running.toString()).contains("CleanedUp");
  }

  @Test
  void aSubscriberCountsAsAViewerUntilItCancels() {
    Frames frames = run("dev.yera.it.JavaApps.waits", Map.of());
    frames.awaitQuestion("text_input", 1);
    assertThat(service.getSession(frames.session()).viewers()).isEqualTo(1);
    frames.cancel();
    await().atMost(PATIENCE).until(() -> service.getSession(frames.session()).viewers() == 0);
  }

  private Frames run(String app, Map<String, ?> kwargs) {
    return new Frames(service, service.createSession(catalog.app(app), List.of(), kwargs));
  }

  @Test
  void aJavaSessionTakesAReadyWorkerAndAnotherTakesItsPlace() throws IOException {
    service.cleanupAll(); // sessions that other tests left unviewed keep workers
    await().atMost(PATIENCE).until(() -> service.gauges().workers().ready() > 0);
    int ready = service.gauges().workers().ready();
    Frames frames = run("dev.yera.examples.Echo.echo", Map.of());
    frames.answer(service, "text_input", 1, "/quit");
    frames.awaitEnd();
    oneStartOneExitNoHoles(frames);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                service.gauges().workers().ready() >= ready
                    && service.gauges().workers().reserved() == 0);
  }

  /** One that fails whenever time passes. */
  private static final class FailingWatcher implements Watcher {
    @Override
    public void tick(long nanoTime) {
      throw new StackOverflowError("for the test");
    }

    @Override
    public void wake() {
      // It is not here for the events.
    }

    @Override
    public void replace() {
      // It has no key.
    }

    @Override
    public boolean isOverdue() {
      return false;
    }
  }

  @Test
  void aSessionThatFailsOverTheTimeIsCountedAndStopsNobodysClock() {
    SessionId failing = service.createSession(catalog.app("it.waits"), List.of(), Map.of());
    Watcher watcher = new FailingWatcher();
    service.session(failing).open(watcher, 0, watcher);
    await().atMost(PATIENCE).until(() -> service.gauges().clockFailures() > 2);
    Frames idle = run("it.idle", Map.of());
    idle.awaitEnd();
    assertThat(idle.toString()).contains("IdleTimeout");
  }

  @Test
  void aWorkerThatWasSetAsideIsGivenUpWithItsSession() throws IOException {
    service.cleanupAll(); // sessions that other tests left unviewed keep workers
    await().atMost(PATIENCE).until(() -> service.gauges().workers().ready() > 0);
    ListedApp echo = catalog.app("dev.yera.examples.Echo.echo");
    SessionId id = service.createSession(echo, List.of(), Map.of());
    assertThat(MarkedProcesses.of(id.toString())).as("carries the session's id").isNotEmpty();
    service.cleanupSession(id);
    assertThat(MarkedProcesses.of(id.toString())).isEmpty();
    assertThat(service.gauges().workers().reserved()).isZero();

    await().atMost(PATIENCE).until(() -> service.gauges().workers().ready() > 0);
    SessionId kept = service.createSession(echo, List.of(), Map.of());
    service.endSession(kept);
    await()
        .atMost(PATIENCE)
        .until(() -> service.getSession(kept).status() == SessionStatus.STOPPED);
    assertThat(MarkedProcesses.of(kept.toString())).isEmpty();
    assertThat(service.gauges().workers().reserved()).isZero();
  }
}
