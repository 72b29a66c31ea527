package dev.yera.identity;

import com.nimbusds.oauth2.sdk.util.MultivaluedMapUtils;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import dev.yera.problem.ProblemPage;
import dev.yera.problem.RareWarning;
import dev.yera.store.StoreException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * {@code /logout} ends the browser's login, here and with the provider; {@code /logout/backchannel}
 * is where the provider says that it has ended one.
 */
@WebServlet(urlPatterns = "/logout/*", asyncSupported = true)
public class LogoutPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(LogoutPages.class.getName());
  private static final RareWarning REFUSAL = new RareWarning(LOG);
  private static final RareWarning TROUBLE = new RareWarning(LOG);
  private static final String LOGOUT = "/logout";
  private static final String DONE = "/pages/logged-out.html";
  private static final int LONGEST_TOKEN = 16 * 1024;

  /** Of pages elsewhere none may log somebody out; browsers that do not say it cannot be asked. */
  private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

  @Inject private transient Oidc oidc;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<OidcLogin> login = oidc.login();
    if (login.isEmpty() || !OpenPaths.of(request).equals(LOGOUT)) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !FROM_HERE.contains(site)) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      String detail = "A page of another origin may not log you out.";
      ProblemPage.write(
          ProblemDetails.of(
              request.getContextPath(), Problem.FORBIDDEN_ORIGIN, 403, detail, Map.of()),
          request,
          response);
      return;
    }
    String done = request.getContextPath() + DONE;
    String there =
        login
            .get()
            .cookies()
            .login(request)
            .flatMap(each -> end(each, login.get(), Arrival.of(request).origin() + done))
            .map(URI::toString)
            .orElse(done);
    login.get().cookies().dropLogin(request, response);
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Location", there);
  }

  private static Optional<URI> end(Login login, OidcLogin oidc, String back) {
    try {
      oidc.ended().end(login);
    } catch (StoreException e) {
      TROUBLE.tell("A login is ended here, and on other servers later", e);
    }
    try {
      return oidc.client().logout(login, URI.create(back));
    } catch (IOException e) {
      TROUBLE.tell("A login is ended here, and not with its provider", e);
      return Optional.empty();
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<OidcLogin> login = oidc.login();
    if (login.isEmpty() || !OpenPaths.of(request).equals(LOGOUT + "/backchannel")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    try {
      if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > LONGEST_TOKEN) {
        throw new RefusedLoginException("A logout token of no length, or a great one");
      }
      // Not getParameter: a container finds none in a body that a filter has seen to.
      String form =
          new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      String token =
          Optional.ofNullable(
                  MultivaluedMapUtils.getFirstValue(URLUtils.parseParameters(form), "logout_token"))
              .orElse("");
      end(login.get().client().ended(token), login.get().ended());
      response.setStatus(HttpServletResponse.SC_OK);
    } catch (RefusedLoginException e) {
      REFUSAL.tell("What is not the provider tries to end a login", e);
      refuse(response, 400, "invalid_request");
    } catch (IOException | StoreException e) {
      TROUBLE.tell("A login cannot be ended now", e); // the provider may try again
      refuse(response, 503, "temporarily_unavailable");
    }
  }

  private static void end(LogoutTokenClaimsSet said, EndedLogins ended) {
    if (said.getSessionID() != null) {
      ended.endSession(said.getSessionID().getValue());
    } else {
      ended.endAllOf(said.getSubject().getValue(), said.getIssueTime().toInstant());
    }
  }

  private static void refuse(HttpServletResponse response, int status, String error)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write("{\"error\":\"%s\"}".formatted(error).getBytes(StandardCharsets.UTF_8));
  }
}
