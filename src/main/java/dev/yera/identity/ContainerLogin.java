package dev.yera.identity;

import dev.yera.problem.Problem;
import dev.yera.settings.Settings;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code container}: the application server knows who calls. However it does that, its principal
 * counts; who comes without one can show a name and a password, which the server's own realm
 * checks.
 */
final class ContainerLogin implements Authenticator {
  private static final String ISSUER = "container";
  private static final String BASIC = "Basic ";
  private static final String CHALLENGE = "Basic realm=\"yera\", charset=\"UTF-8\"";

  private final ContainerGroups known;
  private final Roles roles;

  ContainerLogin(Settings settings, ContainerGroups known) {
    this.known = known;
    roles = new Roles(settings);
  }

  @Override
  public Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    if (request.getUserPrincipal() == null) {
      basic(request).ifPresent(credentials -> login(request, credentials));
    }
    return Optional.ofNullable(request.getUserPrincipal())
        .map(principal -> Admission.of(user(principal.getName())));
  }

  private static Optional<String> basic(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
      return Optional.of(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  private static void login(HttpServletRequest request, String credentials) {
    int colon = credentials.indexOf(':');
    if (colon < 1) {
      throw refused();
    }
    try {
      request.login(credentials.substring(0, colon), credentials.substring(colon + 1));
    } catch (ServletException wrong) {
      throw refused();
    }
  }

  private static RefusedCallerException refused() {
    return new RefusedCallerException(
        Problem.LOGIN_REQUIRED, "The name or the password is wrong.", List.of(CHALLENGE));
  }

  private User user(String name) {
    Set<String> groups = known.of(name);
    return new User(ISSUER, name, name, groups, roles.of(groups));
  }

  @Override
  public Optional<String> challenge(HttpServletRequest request) {
    return Optional.of(CHALLENGE);
  }
}
