package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.store.Agreed;
import dev.yera.store.AuditEntry;
import dev.yera.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Notes who did what. What admins do with what is another's is a line of the logger {@code
 * dev.yera.audit} as well, which is for nothing else, so that it can be led to a file of its own.
 *
 * <p>If an act cannot be noted, an admin's is refused, unless it makes room; what users do with
 * their own goes on, and the logger has it as a warning: a full disk is the operator's trouble.
 */
@ApplicationScoped
public class AuditLog {
  private static final Logger LOG = Logger.getLogger("dev.yera.audit");

  /** A stream is opened again every few minutes, and by each look at its page. */
  private static final Duration SAME_VIEW = Duration.ofHours(1);

  private static final int MOST_VIEWS = 10_000;

  private final Map<View, Long> views =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<View, Long> eldest) {
          return size() > MOST_VIEWS;
        }
      };

  private Agreed agreed;
  private Clock clock;
  private LongSupplier nanoTime;

  private record View(String by, SessionId session) {}

  /** For the container's proxy. */
  protected AuditLog() {}

  /** That of all servers. */
  @Inject
  public AuditLog(Agreed agreed) {
    this(agreed, Clock.systemUTC(), System::nanoTime);
  }

  AuditLog(Agreed agreed, Clock clock, LongSupplier nanoTime) {
    this.agreed = agreed;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  void note(@Observes AuditedAct done) {
    if (!done.isOfAdmin() && done.act() == Act.VIEWED && isKnown(done)) {
      return;
    }
    AuditEntry entry =
        new AuditEntry(
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            done.act().word(),
            done.part(),
            done.caller().owner().key(),
            done.session().map(Object::toString),
            done.owner().map(each -> each.key()),
            done.app().map(each -> each.value()));
    if (done.isOfAdmin()) {
      LOG.log(Level.INFO, "{0}", entry.json());
    }
    try {
      agreed.audit().append(entry);
    } catch (StoreException e) {
      forget(done);
      if (done.isOfAdmin() && !done.act().makesRoom()) {
        throw e;
      }
      LOG.log(Level.WARNING, "The audit log does not have this: " + entry.json(), e);
    }
  }

  /** Whether they looked at it a while ago; from now on they did. */
  private boolean isKnown(AuditedAct view) {
    long now = nanoTime.getAsLong();
    synchronized (views) {
      Long last = views.get(key(view));
      if (last != null && now - last < SAME_VIEW.toNanos()) {
        return true;
      }
      views.put(key(view), now);
      return false;
    }
  }

  private void forget(AuditedAct view) {
    if (view.session().isPresent()) {
      synchronized (views) {
        views.remove(key(view));
      }
    }
  }

  private static View key(AuditedAct view) {
    return new View(view.caller().owner().key(), view.session().orElseThrow());
  }
}
