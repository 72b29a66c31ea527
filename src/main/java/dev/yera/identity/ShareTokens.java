package dev.yera.identity;

import dev.yera.problem.Problem;
import dev.yera.session.SessionId;
import dev.yera.store.StoreException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * {@code Authorization: Share <token>}, or {@code ?share=<token>} for clients that can set no
 * header: whoever has it is let into one session, and is nobody anywhere else.
 */
final class ShareTokens implements Authenticator {
  private static final Logger LOG = Logger.getLogger(ShareTokens.class.getName());
  private static final long RETRY_SECONDS = 5;
  private static final String SCHEME = "Share ";
  private static final String PARAMETER = "share=";
  private static final String SESSIONS = "/api/sessions/";
  private static final List<String> ELSEWHERE = List.of("/api/me");

  private final Shares shares;

  ShareTokens(Shares shares) {
    this.shares = shares;
  }

  @Override
  public Optional<Admission> admit(
      HttpServletRequest request, HttpServletResponse response, Arrival arrival) {
    String path = OpenPaths.of(request);
    if (!path.startsWith("/api/")) {
      return Optional.empty(); // pages are not shared, they show what is
    }
    return token(request).map(token -> admit(token, path, response));
  }

  private Admission admit(String token, String path, HttpServletResponse response) {
    Share share =
        find(token, response)
            .filter(each -> ELSEWHERE.contains(path) || each.session().equals(session(path)))
            .orElseThrow(
                () ->
                    new RefusedCallerException(
                        Problem.UNKNOWN_SESSION,
                        "There is no such session for this share, or the share has ended."));
    return new Admission(new ShareHolder(share), () -> shares.holds(share));
  }

  private Optional<Share> find(String token, HttpServletResponse response) {
    try {
      return shares.of(token);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Whether a share lets in is not known now", e);
      response.setHeader("Retry-After", Long.toString(RETRY_SECONDS));
      throw new RefusedCallerException(
          Problem.STORE_UNAVAILABLE,
          "Whether this share lets in cannot be known now. Try again later.",
          List.of(),
          Map.of("retry_after", RETRY_SECONDS));
    }
  }

  private static SessionId session(String path) {
    if (!path.startsWith(SESSIONS)) {
      return null;
    }
    return SessionId.parse(path.substring(SESSIONS.length()).split("/", 2)[0]).orElse(null);
  }

  private static Optional<String> token(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.of(header.substring(SCHEME.length()).strip());
    }
    // Not getParameter: it may take the body for a form, and read it.
    return Optional.ofNullable(request.getQueryString()).stream()
        .flatMap(query -> Stream.of(query.split("&", -1)))
        .filter(each -> each.startsWith(PARAMETER))
        .map(each -> each.substring(PARAMETER.length()))
        .findFirst();
  }
}
