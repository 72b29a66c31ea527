package dev.yera.it;

import static dev.yera.Patience.PATIENCE;
import static org.awaitility.Awaitility.await;

import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.question.Interaction;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Collects what {@code generateEvents} publishes. */
final class Frames implements Flow.Subscriber<String> {

  private final SessionId session;
  private final List<Long> ids = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private volatile Flow.Subscription subscription;
  private volatile boolean over;

  Frames(SessionService service, SessionId session) {
    this.session = session;
    service.generateEvents(session).subscribe(this);
  }

  SessionId session() {
    return session;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(1);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void onNext(String frame) {
    String[] lines = frame.split("\n", -1);
    ids.add(Long.parseLong(lines[0].substring("id: ".length())));
    events.add((Map<String, Object>) Json.read(lines[1].substring("data: ".length())));
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    throw new AssertionError(failure);
  }

  @Override
  public void onComplete() {
    over = true;
  }

  void cancel() {
    subscription.cancel();
  }

  void awaitEnd() {
    await().atMost(PATIENCE).until(() -> over);
  }

  List<Long> ids() {
    return List.copyOf(ids);
  }

  List<String> types() {
    return events.stream().map(event -> (String) event.get("block_type")).toList();
  }

  Map<String, Object> event(int index) {
    return events.get(index);
  }

  /** The n-th block of a type, counted from 1. */
  String awaitQuestion(String type, int n) {
    await().atMost(PATIENCE).until(() -> types().stream().filter(type::equals).count() >= n);
    return events.stream()
        .filter(event -> type.equals(event.get("block_type")))
        .skip(n - 1)
        .map(event -> (String) event.get("block_id"))
        .findFirst()
        .orElseThrow();
  }

  void answer(SessionService service, String type, int n, Object value) {
    service.addInteraction(
        session, new Interaction(new BlockId(awaitQuestion(type, n)), value, type));
  }

  @Override
  public String toString() {
    return events.toString();
  }
}
