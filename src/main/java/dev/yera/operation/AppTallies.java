package dev.yera.operation;

import dev.yera.catalog.AppId;
import dev.yera.event.block.Exit;
import dev.yera.session.SessionFact;
import dev.yera.session.SessionId;
import dev.yera.session.SessionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of the sessions of each app since this server started. Apps come and go: of those
 * beyond the first {@link #MOST} nothing is kept. Thread-safe.
 */
@ApplicationScoped
public class AppTallies {
  /** Apps that are counted. */
  static final int MOST = 2_000;

  private final Map<AppId, Tally> tallies = new ConcurrentHashMap<>();

  /**
   * Of one app.
   *
   * @param created sessions
   * @param ended sessions
   * @param failed those of them whose app, or a limit, was at fault
   * @param lastFailure the last one that failed
   */
  record Tally(long created, long ended, long failed, Optional<Failed> lastFailure) {
    private static final Tally NONE = new Tally(0, 0, 0, Optional.empty());
  }

  /**
   * A session that failed.
   *
   * @param errorType of what; empty if it only ended with another exit code than 0
   */
  record Failed(Instant at, String errorType, SessionId session) {}

  void created(@Observes SessionFact.Created fact) {
    add(fact.app(), new Tally(1, 0, 0, Optional.empty()));
  }

  void ended(@Observes SessionFact.Ended fact) {
    Exit exit = fact.exit();
    if (SessionStatus.of(exit) != SessionStatus.FAILED) {
      add(fact.app(), new Tally(0, 1, 0, Optional.empty()));
      return;
    }
    String type = exit.error() == null ? "" : exit.error().errorType();
    add(fact.app(), new Tally(0, 1, 1, Optional.of(new Failed(fact.at(), type, fact.session()))));
  }

  private void add(AppId app, Tally more) {
    if (tallies.containsKey(app) || tallies.size() < MOST) {
      tallies.merge(app, more, AppTallies::sum);
    }
  }

  private static Tally sum(Tally one, Tally other) {
    return new Tally(
        one.created + other.created,
        one.ended + other.ended,
        one.failed + other.failed,
        other.lastFailure.or(one::lastFailure));
  }

  Tally of(AppId app) {
    return tallies.getOrDefault(app, Tally.NONE);
  }
}
