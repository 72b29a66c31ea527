package com.example.portal;

import dev.yera.catalog.Catalog;
import dev.yera.event.StartUser;
import dev.yera.identity.Admission;
import dev.yera.identity.Caller;
import dev.yera.session.Creator;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Map;

/** Starts the app for whoever calls, and tells the page which session to show. */
@Path("welcome/{name}")
@RequestScoped
public class WelcomeResource {
  @EJB private SessionService sessions;
  @Inject private Catalog catalog;
  @Context private HttpServletRequest request;

  /** The id of a session that belongs to the caller. */
  @POST
  public String welcome(@PathParam("name") String name) {
    Caller caller = Admission.of(request).orElseThrow().caller();
    SessionId id =
        sessions.createSession(
            catalog.app("com.example.portal.Welcome.welcome"),
            List.of(name),
            Map.of(),
            new Creator(caller.owner(), StartUser.UNKNOWN));
    return id.toString();
  }
}
