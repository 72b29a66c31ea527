package dev.yera.api;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.server.ApplicationEnd;
import dev.yera.session.SessionService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** The application ends with the end of its sessions, of which their viewers hear. */
@ApplicationScoped
public class SessionsEnd implements ApplicationEnd {
  @Inject private SessionService service;

  /** The libraries' classes that an exit event needs are those that writing one loads. */
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
}
