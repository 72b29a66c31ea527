package dev.yera.identity;

import dev.yera.settings.OperatorSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.Starting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Who reads the metrics without being somebody: whoever asks from this machine, as for health, or
 * knows {@code yera.metrics.token}. Like health, metrics answer them under any name: a scraper
 * knows addresses.
 */
@ApplicationScoped
public class Scrapers {
  static final String PATH = "/api/metrics";

  private static final String ATTRIBUTE = Scrapers.class.getName();
  private static final String SCHEME = "Bearer ";
  private static final Set<String> READING = Set.of("GET", "HEAD");

  @Inject private ServerNames names;
  @Inject private Settings settings;
  private byte[] token = {};

  /** A file that cannot be read stops the application. */
  void begin(@Observes Starting application) {
    token =
        settings
            .secret(OperatorSettings.METRICS_TOKEN, OperatorSettings.METRICS_TOKEN_FILE)
            .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Whether a request is one of theirs; {@link #isOne} knows from then on. The address is compared
   * as it was sent: of {@code /api/metrics;a/x} Payara says that it is {@code /api/metrics}, and
   * JAX-RS serves {@code /api/metrics/x} (measured).
   */
  boolean letIn(HttpServletRequest request) {
    boolean may =
        request.getRequestURI().equals(request.getContextPath() + PATH)
            && READING.contains(request.getMethod())
            && (names.isFromHere(request) || hasToken(request));
    if (may) {
      request.setAttribute(ATTRIBUTE, true);
    }
    return may;
  }

  private boolean hasToken(HttpServletRequest request) {
    List<String> shown = Collections.list(request.getHeaders("Authorization"));
    return token.length > 0
        && shown.size() == 1
        && shown.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && MessageDigest.isEqual(
            token,
            shown.get(0).substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this request was let in to read the metrics. */
  public static boolean isOne(ServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }
}
