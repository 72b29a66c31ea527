package dev.yera.identity;

import dev.yera.problem.Problem;
import dev.yera.settings.AuthSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.Starting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells who calls, by the ways of {@code yera.auth} in their order. */
@ApplicationScoped
public class Callers {
  private static final Logger LOG = Logger.getLogger(Callers.class.getName());

  private List<String> modes = List.of();
  private List<Authenticator> ways = List.of();
  private boolean nobodyIsAsked;
  private boolean hasLogin;

  /** For the container's proxy. */
  protected Callers() {}

  /** As the settings say. */
  @Inject
  public Callers(
      Settings settings,
      TrustedProxies proxies,
      ContainerGroups container,
      Shares shares,
      Oidc oidc) {
    modes = settings.get(AuthSettings.AUTH);
    List<Authenticator> chosen = new ArrayList<>();
    // First: who shows the token of a share asks in its name, whoever they are.
    chosen.add(new ShareTokens(shares));
    for (String mode : modes) {
      chosen.add(
          switch (mode) {
            case "none" -> new Visitors(settings);
            case "container" -> new ContainerLogin(settings, container);
            case "proxy" -> new ProxyLogin(settings, proxies);
            case "jwt" -> new BearerTokens(settings);
            case "oidc" -> oidc.login().orElseThrow();
            default -> throw new IllegalStateException(mode);
          });
    }
    ways = List.copyOf(chosen);
    hasLogin = modes.contains("oidc");
    nobodyIsAsked = modes.equals(List.of("none"));
  }

  /** Made when the application starts: what cannot work stops it then. */
  void begin(@Observes Starting application) {
    LOG.log(Level.INFO, "Who calls is told by {0} (yera.auth)", String.join(", ", modes));
  }

  /** Who calls, if any way tells it. */
  Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    for (Authenticator way : ways) {
      Optional<Admission> admission = way.admit(request, response, arrival);
      if (admission.isPresent()) {
        return admission;
      }
    }
    return Optional.empty();
  }

  /** Whether nobody is asked who they are here. */
  boolean isOpen(String path, HttpServletRequest request) {
    return !nobodyIsAsked && OpenPaths.isOpen(path, request);
  }

  /** Sends a browser to where its user can log in, if there is such a place. */
  boolean login(HttpServletRequest request, HttpServletResponse response, Arrival arrival)
      throws IOException {
    for (Authenticator way : ways) {
      if (way.login(request, response, arrival)) {
        return true;
      }
    }
    return false;
  }

  /** The refusal of whom no way knows. */
  RefusedCallerException unknown(HttpServletRequest request) {
    if (nobodyIsAsked) {
      return new RefusedCallerException(
          Problem.ANONYMOUS_REFUSED,
          "Nameless callers from beyond the server's own machine are not let in"
              + " (yera.auth.anonymous).");
    }
    return new RefusedCallerException(
        Problem.LOGIN_REQUIRED,
        "You are not logged in, or your login has ended.",
        challenges(request),
        loginPage(request).map(path -> Map.of("login", path)).orElse(Map.of()));
  }

  /** The page where a browser's user can log in, if there is one. */
  public Optional<String> loginPage(HttpServletRequest request) {
    return hasLogin ? Optional.of(request.getContextPath() + OidcLogin.LOGIN) : Optional.empty();
  }

  /** The page where a browser's login ends, if there is one. */
  public Optional<String> logoutPage(HttpServletRequest request) {
    return hasLogin ? Optional.of(request.getContextPath() + "/logout") : Optional.empty();
  }

  /** A 401 has at least one; of a login that is not HTTP's own there is nothing more to say. */
  private List<String> challenges(HttpServletRequest request) {
    List<String> all = ways.stream().flatMap(way -> way.challenge(request).stream()).toList();
    return all.isEmpty() ? List.of("Login realm=\"yera\"") : all;
  }
}
