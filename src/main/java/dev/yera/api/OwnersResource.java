package dev.yera.api;

import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** All that is of one person. */
@Path("owners/{owner}")
@ApplicationScoped
public class OwnersResource {
  @EJB private SessionService service;
  @Inject private Access access;

  /**
   * Ends and erases all sessions of one person, live and stored; answers when their process trees
   * are gone.
   *
   * @param owner {@code me}, or an owner as admins see it in states
   */
  @DELETE
  public Response erase(@PathParam("owner") String owner) {
    service.eraseSessionsOf(access.erasable(owner));
    return Response.noContent().build();
  }
}
