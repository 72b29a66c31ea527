package dev.yera.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.session.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which other nodes own sessions, as the database said when it was asked last. It may be over: only
 * the node itself knows, and says so when it is asked for what it does not own. Of many sessions
 * those that were asked for last are remembered. Thread-safe.
 */
final class Owners {
  /** Some 200 bytes each. */
  static final int MOST = 10_000;

  private static final float LOAD = 0.75f;

  @GuardedBy("this")
  private final Map<SessionId, String> nodes = new LinkedHashMap<>(16, LOAD, true);

  /** The node that owned it. */
  synchronized Optional<String> of(SessionId session) {
    return Optional.ofNullable(nodes.get(session));
  }

  /** The database says that this node owns it. */
  synchronized void remember(SessionId session, String node) {
    nodes.put(session, node);
    if (nodes.size() > MOST) {
      nodes.remove(nodes.keySet().iterator().next());
    }
  }

  /** That may be over. */
  synchronized void forget(SessionId session) {
    nodes.remove(session);
  }
}
