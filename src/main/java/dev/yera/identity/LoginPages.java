package dev.yera.identity;

import dev.yera.problem.ProblemDetails;
import dev.yera.problem.ProblemPage;
import dev.yera.problem.RareWarning;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * {@code /login?return=<path>} sends a browser to the provider, {@code /login/callback} takes it
 * back.
 */
@WebServlet("/login/*")
public class LoginPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(LoginPages.class.getName());
  private static final RareWarning FAILURE = new RareWarning(LOG);
  private static final RareWarning TROUBLE = new RareWarning(LOG);
  private static final String CALLBACK = "/login/callback";

  @Inject private transient Oidc oidc;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = OpenPaths.of(request);
    response.setHeader("Cache-Control", "no-store");
    Optional<OidcLogin> login = oidc.login();
    if (login.isPresent() && path.equals(OidcLogin.LOGIN)) {
      begin(login.get(), request, response);
    } else if (login.isPresent() && path.equals(CALLBACK)) {
      end(login.get(), request, response);
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static void begin(
      OidcLogin login, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String back = ReturnPath.of(request.getParameter("return"), request.getContextPath());
    boolean alreadyIn =
        Admission.of(request).filter(each -> each.caller() instanceof User).isPresent();
    if (alreadyIn) {
      redirect(back, response);
      return;
    }
    Attempt attempt = Attempt.begin(back);
    try {
      URI there = login.client().authorization(attempt, callback(request));
      login.cookies().keep(attempt, request, response);
      redirect(there.toString(), response);
    } catch (IOException e) {
      TROUBLE.tell("Nobody can log in", e);
      String detail = "Whoever knows you cannot be reached now. Try again in a moment.";
      problem(ProblemDetails.plain(503, "No login", detail), request, response);
    }
  }

  /** Our own address of it, under the name that the browser knows. */
  private static URI callback(HttpServletRequest request) {
    return URI.create(Arrival.of(request).origin() + request.getContextPath() + CALLBACK);
  }

  private static void end(OidcLogin login, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String state = Optional.ofNullable(request.getParameter("state")).orElse("");
    Optional<Attempt> attempt = login.cookies().take(state, request, response);
    try {
      if (attempt.isEmpty()) {
        throw new RefusedLoginException("A login comes back that was not begun here, or twice");
      }
      URI callback = callback(request);
      URI address = URI.create(callback + "?" + request.getQueryString());
      Login made = login.client().login(attempt.get(), callback, address);
      login.cookies().keep(made, request, response);
      redirect(attempt.get().back(), response);
    } catch (RefusedLoginException | IOException | IllegalArgumentException e) {
      FAILURE.tell("A login failed", e);
      String detail = "You are not logged in. Go back to where you wanted to go, and try again.";
      problem(ProblemDetails.plain(403, "The login failed", detail), request, response);
    }
  }

  private static void redirect(String to, HttpServletResponse response) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", to);
  }

  private static void problem(
      ProblemDetails problem, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(problem.status());
    ProblemPage.write(problem, request, response);
  }
}
