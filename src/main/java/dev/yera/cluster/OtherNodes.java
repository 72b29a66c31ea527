package dev.yera.cluster;

import dev.yera.event.json.Json;
import dev.yera.session.Others;
import dev.yera.session.SessionId;
import dev.yera.session.SessionState;
import dev.yera.store.Node;
import dev.yera.store.StoredSession;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What sessions must know of the other nodes. */
final class OtherNodes implements Others {
  private static final Logger LOG = Logger.getLogger(OtherNodes.class.getName());
  private static final Duration STATES_PATIENCE = Duration.ofSeconds(2);
  private static final Duration ERASE_PATIENCE = Duration.ofSeconds(70);

  private final Parts all;

  private final BooleanSupplier drains;
  private final Runnable ends;

  /**
   * Of this node.
   *
   * @param drains takes no new sessions from now on; whether running ones may go on for a while
   * @param ends stops what this node does regularly
   */
  OtherNodes(Parts all, BooleanSupplier drains, Runnable ends) {
    this.all = all;
    this.drains = drains;
    this.ends = ends;
  }

  /** Which of these sessions each other node runs. */
  private Map<Node, List<String>> byNode(Collection<String> sessions) {
    Map<Node, List<String>> byNode = new HashMap<>();
    all.store()
        .owners(sessions)
        .forEach(
            (id, owned) ->
                owned
                    .node()
                    .flatMap(all.roster()::living)
                    .filter(all::isOther)
                    .ifPresent(
                        node -> byNode.computeIfAbsent(node, some -> new ArrayList<>()).add(id)));
    return byNode;
  }

  @Override
  public boolean own(String session) {
    return !byNode(List.of(session)).isEmpty();
  }

  @Override
  public Map<SessionId, SessionState> states(List<StoredSession> sessions) {
    List<String> elsewhere =
        sessions.stream()
            .filter(each -> each.end().isEmpty())
            .map(StoredSession::id)
            .filter(id -> !all.service().shared().has(SessionId.parse(id).orElseThrow()))
            .toList();
    Map<SessionId, SessionState> states = new HashMap<>();
    for (byte[] answer : ask("/states", byNode(elsewhere), STATES_PATIENCE)) {
      for (Object each : (List<?>) Json.read(answer)) {
        SessionState state = StateJson.read((Map<?, ?>) each);
        states.put(state.id(), state);
      }
    }
    return states;
  }

  @Override
  public void erase(Collection<SessionId> sessions) {
    ask("/erase", byNode(sessions.stream().map(SessionId::toString).toList()), ERASE_PATIENCE);
  }

  /**
   * Asks several nodes at once; one whose whole answer is not here in time is left out. The
   * request's own time ends with the head of the answer.
   */
  private List<byte[]> ask(String path, Map<Node, List<String>> byNode, Duration patience) {
    long begin = System.nanoTime();
    List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
    byNode.forEach(
        (node, ids) ->
            asked.add(
                all.peers()
                    .send(
                        node,
                        Peers.Call.own("POST", path, Json.bytes(Map.of("sessions", ids))),
                        patience,
                        HttpResponse.BodyHandlers.ofByteArray())));
    List<byte[]> answers = new ArrayList<>();
    for (CompletableFuture<HttpResponse<byte[]>> each : asked) {
      try {
        long left = patience.toNanos() - (System.nanoTime() - begin);
        HttpResponse<byte[]> answer = each.get(left, TimeUnit.NANOSECONDS);
        if (answer.statusCode() == HttpServletResponse.SC_OK) {
          answers.add(answer.body());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException e) {
        each.cancel(true);
        LOG.log(Level.INFO, "A node does not answer: {0}", e.toString());
      }
    }
    return answers;
  }

  @Override
  public boolean takeInstead() {
    return drains.getAsBoolean();
  }

  @Override
  public void leave() {
    ends.run();
    all.lease().leave();
    all.table().close();
  }
}
