package dev.yera.identity;

import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.problem.ProblemPage;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * What every request passes first (contract, section 6): whether it was sent to a name of ours, not
 * by a page that must not, and by whom. Behind it {@link Arrival} and {@link Admission} are known.
 */
public class Gate extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String INTERNAL = "/internal/";
  private static final String HSTS = "max-age=31536000";

  @Inject private transient ServerNames names;
  @Inject private transient Callers callers;
  @Inject private transient Scrapers scrapers;
  @Inject private transient Rehearsals rehearsals;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = OpenPaths.of(request);
    if (path.startsWith(INTERNAL)) {
      // What another node signed; that is looked at when the body is there, and refuses all else.
      rehearsals.interrupt();
      chain.doFilter(request, response);
      return;
    }
    Optional<Arrival> arrival = names.arrival(request);
    if (arrival.filter(Arrival::isSecure).isPresent()) {
      response.setHeader("Strict-Transport-Security", HSTS);
    }
    if (OpenPaths.isHealth(path)) {
      if (!READING.contains(request.getMethod())) {
        String detail = "Health can only be read.";
        refuse(ProblemDetails.plain(405, "Method not allowed", detail), request, response);
        return;
      }
      health(request, response, chain);
      return;
    }
    if (scrapers.letIn(request)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Admission> own = rehearsals.admit(request);
    if (own.isEmpty()) {
      rehearsals.interrupt(); // somebody else calls
    }
    try {
      Arrival known =
          arrival
              .or(() -> own.map(each -> Rehearsals.arrival(request)))
              .orElseThrow(() -> names.unknownName(request));
      names.refuseForeign(request, known);
      enter(path, request, response, known, own, chain);
    } catch (RefusedCallerException e) {
      e.challenges().forEach(each -> response.addHeader("WWW-Authenticate", each));
      Problem problem = e.problem();
      refuse(
          ProblemDetails.of(
              request.getContextPath(), problem, problem.status(), e.getMessage(), e.more()),
          request,
          response);
    }
  }

  private void enter(
      String path,
      HttpServletRequest request,
      HttpServletResponse response,
      Arrival arrival,
      Optional<Admission> own,
      FilterChain chain)
      throws IOException, ServletException {
    arrival.keepIn(request);
    Optional<Admission> admission = own.or(() -> callers.admit(request, response, arrival));
    if (admission.isEmpty() && !callers.isOpen(path, request)) {
      if (OpenPaths.isPage(path, request) && callers.login(request, response, arrival)) {
        return;
      }
      throw callers.unknown(request);
    }
    if (OpenPaths.isForAdmins(path)
        && admission.filter(each -> each.caller().is(Role.ADMIN)).isEmpty()) {
      String detail = "This is for admins (yera.auth.admin-groups).";
      refuse(ProblemDetails.plain(403, "Forbidden", detail), request, response);
      return;
    }
    admission.ifPresent(each -> each.keepIn(request));
    chain.doFilter(
        new CallingRequest(request, arrival, admission.map(Admission::caller)), response);
  }

  /** Under any name; what there is to know about it is for who asks from this machine. */
  private void health(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (names.isFromHere(request)) {
      chain.doFilter(request, response);
      return;
    }
    HealthOnly status = new HealthOnly(response);
    chain.doFilter(request, status);
    status.send();
  }

  private static void refuse(
      ProblemDetails problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    response.setHeader("Cache-Control", "no-store");
    if (OpenPaths.isPage(OpenPaths.of(request), request)) {
      ProblemPage.write(problem, request, response);
      return;
    }
    response.setContentType(ProblemDetails.MEDIA_TYPE);
    response.getOutputStream().write(problem.json());
  }
}
