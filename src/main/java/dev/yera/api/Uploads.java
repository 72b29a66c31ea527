package dev.yera.api;

import dev.yera.body.LargeBodies;
import dev.yera.cluster.Cluster;
import dev.yera.cluster.ClusterFilter;
import dev.yera.file.FileLimit;
import dev.yera.identity.Admission;
import dev.yera.identity.Right;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.limit.Owner;
import dev.yera.store.StoreException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bodies that become files of sessions. Nothing is received of what nobody may upload, nor of what
 * is sent by somebody who was not asked who they are, to where no body is read.
 */
@ApplicationScoped
public class Uploads implements LargeBodies {
  private static final Pattern PATH = Pattern.compile("/api/sessions/([^/]+)/files/?");

  /** Where the provider says that a login has ended. */
  private static final String BACK_CHANNEL = "/logout/backchannel";

  @EJB private SessionService service;
  @Inject private Cluster cluster;

  @Override
  public Optional<Place> place(HttpServletRequest request) {
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    if (ClusterFilter.isInternal(path) && cluster.isSigned(request)) {
      return Optional.of(cluster.placeOfBodies());
    }
    if (Admission.of(request).isEmpty() && !path.equals(BACK_CHANNEL)) {
      return Optional.of(Place.NONE);
    }
    Matcher upload = PATH.matcher(path);
    if (!request.getMethod().equals("POST") || !upload.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          SessionId.parse(upload.group(1))
              .filter(id -> mayUpload(request, id))
              .map(this::place)
              .orElse(Place.NONE));
    } catch (StoreException e) {
      return Optional.of(Place.NONE); // the resource finds that, too, and says so
    }
  }

  private boolean mayUpload(HttpServletRequest request, SessionId id) {
    return service
        .stored(id)
        .filter(session -> session.end().isEmpty())
        .flatMap(
            session ->
                Admission.of(request)
                    .map(who -> who.caller().rights(id, Owner.of(session.owner()))))
        .filter(rights -> rights.contains(Right.ANSWER))
        .isPresent();
  }

  private Place place(SessionId id) {
    FileLimit limit = service.files().limit(id.toString());
    return new Place(
        limit.most(), limit.limit(), limit.value(), Optional.of(service.privateFolder()));
  }
}
