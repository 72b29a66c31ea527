package dev.yera.identity;

import dev.yera.settings.AuthSettings;
import dev.yera.settings.OriginSettings;
import dev.yera.settings.Settings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code none}: everybody is let in without a name. A cookie tells one browser from another; who
 * sends none is known by the address. From beyond this machine that has to be allowed.
 */
final class Visitors implements Authenticator {
  private static final String COOKIE = "yera_visitor";
  private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{22}");
  private static final int BYTES = 16;
  private static final long MAX_AGE_SECONDS = 365L * 24 * 3600;
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final SecureRandom random = new SecureRandom();
  private final boolean anonymous;
  private final boolean alone;
  private final boolean embedded;

  Visitors(Settings settings) {
    anonymous = settings.get(AuthSettings.AUTH_ANONYMOUS);
    alone = settings.get(AuthSettings.AUTH).equals(List.of("none"));
    embedded = !settings.get(OriginSettings.EMBED_ORIGINS).isEmpty();
  }

  @Override
  public Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    if (!arrival.isLocal() && !anonymous) {
      return Optional.empty();
    }
    Optional<String> cookie = cookie(request);
    boolean file = OpenPaths.isOpen(OpenPaths.of(request), request);
    if (cookie.isEmpty() && READING.contains(request.getMethod()) && !file) {
      // What this very request does still counts for the address: a client without cookies would
      // be somebody else each time.
      response.addHeader("Set-Cookie", newCookie(request, arrival));
    }
    // Only a hash is kept: the cookie itself stays what only its browser knows.
    String key = Hash.of(cookie.map("cookie "::concat).orElse("address " + arrival.address()));
    // Where there is a login, who has none is nobody in particular, also on this machine.
    return Optional.of(
        Admission.of(new Visitor(key, arrival.isLocal() && alone ? Role.ALL : Set.of())));
  }

  private static Optional<String> cookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return Stream.of(cookies == null ? new Cookie[0] : cookies)
        .filter(each -> each.getName().equals(COOKIE))
        .map(Cookie::getValue)
        .filter(value -> OURS.matcher(value).matches())
        .findFirst();
  }

  private String newCookie(HttpServletRequest request, Arrival arrival) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String site =
        !arrival.isSecure()
            ? "SameSite=Lax"
            : embedded ? "SameSite=None; Secure; Partitioned" : "SameSite=Lax; Secure";
    return "%s=%s; Path=%s/; Max-Age=%d; HttpOnly; %s"
        .formatted(
            COOKIE,
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
            request.getContextPath(),
            MAX_AGE_SECONDS,
            site);
  }
}
