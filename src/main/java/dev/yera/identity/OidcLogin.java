package dev.yera.identity;

import dev.yera.settings.ClusterSettings;
import dev.yera.settings.ProviderSettings;
import dev.yera.settings.Settings;
import dev.yera.store.Agreed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * {@code oidc}: the login of a browser, which keeps it under seal. It lasts as long as the provider
 * lets it be renewed.
 */
final class OidcLogin implements Authenticator {
  private static final Logger LOG = Logger.getLogger(OidcLogin.class.getName());
  static final String LOGIN = "/login";

  private final Clock clock = Clock.systemUTC();
  private final EndedLogins ended;
  private final Roles roles;
  private final OidcClient client;
  private final LoginCookies cookies;
  private final Renewals renewals;

  OidcLogin(Settings settings, Agreed agreed) {
    String secret =
        settings.secret(
            ProviderSettings.OIDC_CLIENT_SECRET, ProviderSettings.OIDC_CLIENT_SECRET_FILE);
    ended = new EndedLogins(agreed, clock);
    roles = new Roles(settings);
    client = new OidcClient(settings, secret);
    // All nodes of a cluster open what one has sealed, also without a client's secret.
    String ofCluster =
        settings.secret(ClusterSettings.CLUSTER_SECRET, ClusterSettings.CLUSTER_SECRET_FILE);
    Seal seal =
        new Seal(secret.isEmpty() ? ofCluster : secret, client.issuer() + " " + client.id());
    cookies = new LoginCookies(seal);
    renewals = new Renewals(client, agreed, seal);
  }

  OidcClient client() {
    return client;
  }

  LoginCookies cookies() {
    return cookies;
  }

  EndedLogins ended() {
    return ended;
  }

  @Override
  public Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    return cookies
        .login(request)
        .filter(login -> !ended.has(login))
        .flatMap(login -> current(login, request, response))
        .map(this::admission);
  }

  private Admission admission(Login login) {
    User user =
        new User(
            client.issuer(),
            login.subject(),
            login.name(),
            login.groups(),
            roles.of(login.groups()));
    return new Admission(user, () -> clock.instant().isBefore(login.until()) && !ended.has(login));
  }

  /** The login as it is now: renewed, if it is time for that; empty if it has ended. */
  private Optional<Login> current(
      Login login, HttpServletRequest request, HttpServletResponse response) {
    Instant now = clock.instant();
    boolean holds = now.isBefore(login.until());
    if (!login.isOld(now)) {
      return Optional.of(login);
    }
    if (login.refreshToken().isEmpty()) {
      return holds ? Optional.of(login) : Optional.empty();
    }
    try {
      Login renewed = renewals.of(login);
      cookies.keep(renewed, request, response);
      return Optional.of(renewed);
    } catch (RefusedLoginException e) {
      LOG.log(Level.FINE, "A login is not renewed", e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Logins cannot be renewed", e);
    }
    return holds ? Optional.of(login) : Optional.empty();
  }

  @Override
  public boolean login(HttpServletRequest request, HttpServletResponse response, Arrival arrival)
      throws IOException {
    String query = request.getQueryString();
    String here = request.getRequestURI() + (query == null ? "" : "?" + query);
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader(
        "Location",
        request.getContextPath()
            + LOGIN
            + "?return="
            + URLEncoder.encode(here, StandardCharsets.UTF_8));
    return true;
  }
}
