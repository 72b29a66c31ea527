package dev.yera.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What browsers keep of logins: all there is of them. A login too long for one cookie is in
 * several, and one too long for what servers take of cookies is refused.
 */
final class LoginCookies {
  private static final String LOGIN = "yera_login";
  private static final String ATTEMPT = "yera_attempt_";
  private static final int ATTEMPT_NAME = 12;
  private static final int PIECE = 3000;
  private static final int PIECES = 2;

  private final Seal seal;

  LoginCookies(Seal seal) {
    this.seal = seal;
  }

  /**
   * Lets the browser keep a login.
   *
   * @throws RefusedLoginException if it is too long
   */
  void keep(Login login, HttpServletRequest request, HttpServletResponse response)
      throws RefusedLoginException {
    String sealed = seal.close(LOGIN, login.claims());
    if (sealed.length() > PIECE * PIECES) {
      sealed = seal.close(LOGIN, login.smaller().claims());
    }
    if (sealed.length() > PIECE * PIECES) {
      throw new RefusedLoginException(
          "A login of %d groups is too long for cookies".formatted(login.groups().size()));
    }
    for (int i = 0; i < PIECES; i++) {
      int begin = Math.min(i * PIECE, sealed.length());
      String piece = sealed.substring(begin, Math.min(begin + PIECE, sealed.length()));
      if (!piece.isEmpty()) {
        set(LOGIN + i, piece, "/", -1, request, response);
      } else if (cookie(request, LOGIN + i).isPresent()) {
        set(LOGIN + i, "", "/", 0, request, response);
      }
    }
  }

  Optional<Login> login(HttpServletRequest request) {
    StringBuilder sealed = new StringBuilder();
    for (int i = 0; i < PIECES; i++) {
      sealed.append(cookie(request, LOGIN + i).orElse(""));
    }
    return sealed.isEmpty()
        ? Optional.empty()
        : seal.open(LOGIN, sealed.toString()).flatMap(Login::of);
  }

  void dropLogin(HttpServletRequest request, HttpServletResponse response) {
    for (int i = 0; i < PIECES; i++) {
      if (cookie(request, LOGIN + i).isPresent()) {
        set(LOGIN + i, "", "/", 0, request, response);
      }
    }
  }

  /** Several windows may log in at a time: each has a cookie of its own. */
  void keep(Attempt attempt, HttpServletRequest request, HttpServletResponse response) {
    JWTClaimsSet.Builder claims = attempt.claims();
    set(
        attemptName(attempt.state().getValue()),
        seal.close(ATTEMPT, claims),
        "/login",
        Attempt.PATIENCE.toSeconds(),
        request,
        response);
  }

  /** The login that was begun with this state, once: it is dropped with that. */
  Optional<Attempt> take(String state, HttpServletRequest request, HttpServletResponse response) {
    String name = attemptName(state);
    Optional<String> cookie = cookie(request, name);
    if (cookie.isPresent()) {
      set(name, "", "/login", 0, request, response);
    }
    return cookie
        .flatMap(value -> seal.open(ATTEMPT, value))
        .flatMap(Attempt::of)
        .filter(attempt -> attempt.state().getValue().equals(state));
  }

  private static String attemptName(String state) {
    String plain = state.replaceAll("[^A-Za-z0-9_-]", "");
    return ATTEMPT + plain.substring(0, Math.min(ATTEMPT_NAME, plain.length()));
  }

  private static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(each -> each.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static void set(
      String name,
      String value,
      String path,
      long seconds,
      HttpServletRequest request,
      HttpServletResponse response) {
    response.addHeader(
        "Set-Cookie",
        "%s=%s; Path=%s%s;%s HttpOnly; Secure; SameSite=Lax"
            .formatted(
                name,
                value,
                request.getContextPath(),
                path,
                seconds < 0 ? "" : " Max-Age=" + seconds + ";"));
  }
}
