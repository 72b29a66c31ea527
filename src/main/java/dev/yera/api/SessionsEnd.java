package dev.yera.api;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.server.ApplicationEnd;
import dev.yera.session.SessionService;
import dev.yera.settings.ClusterSettings;
import dev.yera.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Ends all sessions when the application ends; their viewers get the exit event. */
@ApplicationScoped
public class SessionsEnd implements ApplicationEnd {
  @Inject private SessionService service;
  @Inject private Settings settings;

  /** Writes an exit event without effect, to load the library classes that it needs. */
  @Override
  public void rehearse() {
    new OutputEvent(
            BlockId.random(),
            new Exit(
                1, "", Exit.NO_VALUE, null, 0.5, new Failure("Rehearsal", "", List.of("nothing"))),
            Instant.now(),
            0,
            AppCall.first("rehearsal"),
            null)
        .json();
  }

  @Override
  public Runnable shutdown() {
    return service.shutdown();
  }

  @Override
  public Duration longest() {
    boolean alone = settings.get(ClusterSettings.CLUSTER_ADDRESS).isEmpty();
    return alone ? Duration.ZERO : settings.get(ClusterSettings.CLUSTER_DRAIN);
  }
}
