package dev.yera.api;

import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;

/**
 * The caller of a request and the caller's sessions. A foreign session is unknown, on every verb.
 */
@ApplicationScoped
public class Caller {
  @Inject private HttpServletRequest request;

  /** As in all that serves requests, not by {@code @Inject}: Weld's proxy throws at each call. */
  @EJB private SessionService service;

  Optional<String> name() {
    return Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
  }

  /**
   * The caller's session of this id.
   *
   * @throws UnknownSessionException if there is none, or it belongs to somebody else
   */
  Session session(String id) {
    return SessionId.parse(id)
        .map(service::session)
        .filter(session -> session.owner().equals(name()))
        .orElseThrow(() -> new UnknownSessionException(id));
  }
}
