package dev.yera.api;

import dev.yera.catalog.Catalog;
import dev.yera.catalog.UnknownAppException;
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
import java.util.Optional;

/** The apps and sessions of this server, for its pages. */
@ApplicationScoped
public class ShownHere implements Shown {
  @Inject private Catalog catalog;
  @EJB private SessionService service;

  @Override
  public boolean hasApp(HttpServletRequest request, String id) {
    try {
      return caller(request).filter(who -> who.isInOneOf(catalog.app(id).groups())).isPresent();
    } catch (UnknownAppException unknown) {
      return false;
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
