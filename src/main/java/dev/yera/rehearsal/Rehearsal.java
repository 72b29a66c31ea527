package dev.yera.rehearsal;

import dev.yera.identity.Rehearsals;
import dev.yera.server.OwnSockets;
import dev.yera.session.SessionService;
import dev.yera.session.SessionsOpened;
import dev.yera.session.Stage;
import dev.yera.session.StoppingException;
import dev.yera.settings.RehearsalSettings;
import dev.yera.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Holds conversations with the server once it is ready, through its own listener, until somebody
 * else calls or the time is over. They are on a {@link Stage}: nobody sees them, and they count
 * nowhere. Where the server cannot be found, as behind TLS, it is as if it were switched off.
 */
@ApplicationScoped
public class Rehearsal {
  private static final Logger LOG = Logger.getLogger(Rehearsal.class.getName());

  /** An application that is not there by then will not be. */
  private static final Duration READY = Duration.ofMinutes(5);

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final long STEP_NANOS = 50_000_000L;

  /** A command costs nothing to start; a worker is a JVM. */
  private static final int ANSWERS_OF_COMMAND = 200;

  private static final int ANSWERS_OF_WORKER = 1000;
  private static final int OK = 200;

  @Inject private Settings settings;
  @Inject private Rehearsals rehearsals;

  private final CompletableFuture<String> path = new CompletableFuture<>();
  private volatile boolean interrupted;

  void begin(@Observes @Initialized(ApplicationScoped.class) ServletContext context) {
    path.complete(context.getContextPath());
  }

  void begin(@Observes SessionsOpened opened) {
    Duration time = settings.get(RehearsalSettings.REHEARSE);
    if (!time.isZero()) {
      SessionService service = opened.service();
      opened.threads().execute(() -> run(service, time));
    }
  }

  private void run(SessionService service, Duration time) {
    String pass = rehearsals.begin(() -> interrupted = true);
    try {
      Optional<OwnServer> server = find(service, pass);
      if (server.isPresent() && goesOn(service)) {
        rehearse(service, server.get(), time);
      } else if (goesOn(service)) {
        LOG.info("There is no rehearsal: none of the server's own addresses answers over HTTP");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.log(Level.INFO, "There is no rehearsal", e);
    } finally {
      rehearsals.end();
    }
  }

  private boolean goesOn(SessionService service) {
    return !interrupted && !service.isStopping();
  }

  /** The server as its own client, as soon as it serves. */
  private Optional<OwnServer> find(SessionService service, String pass)
      throws InterruptedException, ExecutionException, TimeoutException {
    String below = path.get(READY.toMillis(), TimeUnit.MILLISECONDS);
    Set<InetSocketAddress> others = new HashSet<>();
    long deadline = System.nanoTime() + READY.toNanos();
    while (goesOn(service) && System.nanoTime() - deadline < 0) {
      for (InetSocketAddress each : listening()) {
        OwnServer server = new OwnServer(each, below, Rehearsals.HEADER, pass);
        if (!others.contains(each) && answers(server, others)) {
          return Optional.of(server);
        }
      }
      pause(service);
    }
    return Optional.empty();
  }

  private void pause(SessionService service) {
    long end = System.nanoTime() + LOOK.toNanos();
    while (System.nanoTime() - end < 0 && goesOn(service)) {
      LockSupport.parkNanos(STEP_NANOS);
    }
  }

  private static List<InetSocketAddress> listening() {
    try {
      return OwnSockets.listening();
    } catch (IOException e) {
      LOG.log(Level.FINE, "Where the server listens cannot be seen", e);
      return List.of();
    }
  }

  /** Whether the application answers there; what talks no HTTP is noted. */
  private static boolean answers(OwnServer server, Set<InetSocketAddress> others) {
    try {
      server.ask("GET", "/api/me", null, OK);
      return true;
    } catch (UnexpectedStatusException | ConnectException | SocketTimeoutException notYet) {
      return false;
    } catch (IOException another) {
      others.add(server.address());
      return false;
    }
  }

  private void rehearse(SessionService service, OwnServer server, Duration time) {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    AtomicInteger answers = new AtomicInteger();
    String why = "";
    try (Stage stage = service.openStage()) {
      Pace pace = Pace.ofThisProcess();
      while (goesOn(service) && System.nanoTime() - end < 0) {
        boolean worker = stage.hasReadyWorker();
        Conversation next =
            new Conversation(
                server,
                worker ? Stage.JAVA : Stage.COMMAND,
                worker ? ANSWERS_OF_WORKER : ANSWERS_OF_COMMAND);
        next.hold(
            () -> {
              pace.keep(() -> goesOn(service));
              return goesOn(service) && System.nanoTime() - end < 0;
            },
            answers::incrementAndGet);
      }
    } catch (IOException | StoppingException e) {
      why = goesOn(service) ? ", then " + e.getMessage() : "";
    }
    LOG.log(
        Level.INFO,
        "Rehearsed: answers {0}, seconds {1}{2}",
        new Object[] {answers, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), why});
  }
}
