package dev.yera.session;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.event.json.Json;
import dev.yera.store.EventLog;
import dev.yera.store.SessionStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ends sessions that were running when their server was lost. Invariant: their logs get exactly one
 * exit event, which is the last: one that ended between its exit event and the storing of its state
 * keeps that event.
 */
final class Recovery {
  private Recovery() {}

  /**
   * Ends a session.
   *
   * @param log its log, which is not empty
   * @param how how its server was lost
   * @throws StoreException if that cannot be stored
   */
  static void end(
      SessionStore store, StoredSession stored, EventLog log, EndReason how, Instant now) {
    Map<String, Object> last = object(Json.read(AcceptedAnswers.last(log)));
    Instant began = stored.startedAt().orElse(stored.createdAt());
    Exit exit;
    Instant at;
    if ("exit".equals(last.get("block_type"))) {
      exit = Exit.of(object(last.get("data")));
      at = Instant.parse((String) last.get("timestamp"));
    } else {
      at = now;
      exit = Exits.lost(how, Duration.between(began, now).toNanos() / 1e9);
      AppCall app = AppCall.first(stored.appId());
      log.append(new OutputEvent(BlockId.random(), exit, now, 0, app, null).json());
    }
    log.close();
    try {
      log.store();
    } catch (IOException e) {
      throw new StoreException("The end of session " + stored.id() + " cannot be stored", e);
    }
    int answers = AcceptedAnswers.all(log).size();
    StoredSession.End end =
        new StoredSession.End(at, exit.members(), log.lastId(), answers, log.size());
    StoredSession started = stored.startedAt().isPresent() ? stored : stored.started(began);
    store.put(started.ended(end));
  }

  private static Map<String, Object> object(Object json) {
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) json).forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
