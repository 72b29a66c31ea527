package dev.yera.api;

import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
import dev.yera.catalog.UnknownAppException;
import dev.yera.event.json.Json;
import dev.yera.identity.Admission;
import dev.yera.identity.Caller;
import dev.yera.identity.Right;
import dev.yera.page.Shown;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.UnknownSessionException;
import dev.yera.store.StoreException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** The apps and sessions of this server, for its pages. */
@ApplicationScoped
public class ShownHere implements Shown {
  @Inject private Catalog catalog;
  @Inject private MeJson me;
  @EJB private SessionService service;

  @Override
  public Optional<String> app(HttpServletRequest request, String id) {
    try {
      ListedApp app = catalog.app(id);
      return caller(request)
          .filter(who -> who.isInOneOf(app.groups()))
          .map(who -> Json.text(Map.of("app", AppJson.app(app), "me", me.of(who, request))));
    } catch (UnknownAppException unknown) {
      return Optional.empty();
    }
  }

  @Override
  public boolean hasSession(HttpServletRequest request, String id) {
    try {
      Optional<Session> session = SessionId.parse(id).map(service::session);
      return session
          .flatMap(each -> caller(request).map(who -> who.rights(each.id(), each.owner())))
          .filter(rights -> rights.contains(Right.VIEW))
          .isPresent();
    } catch (UnknownSessionException unknown) {
      return false;
    } catch (StoreException notNow) {
      return true; // the page says what the API says
    }
  }

  private static Optional<Caller> caller(HttpServletRequest request) {
    return Admission.of(request).map(Admission::caller);
  }
}
