package dev.yera.page;

import dev.yera.settings.OriginSettings;
import dev.yera.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What every answer says to the browser: run nothing that is not a file of this server, be framed
 * by nobody but {@code yera.embed.origins} and {@code yera.embed.frame-ancestors}, share neither
 * window nor bytes with pages of others, and use no device. The first of the filters, for refusals
 * and errors, too.
 */
public class PageHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String PATH = PageHeaders.class.getName() + ".path";

  /** What shows the description of the API makes markup by itself: its page cleans all of it. */
  private static final String DESCRIPTION = "/api.html";

  private static final String OWN_TYPES = "trusted-types dompurify yera-worker yera-colours;";
  private static final String DESCRIPTION_TYPES =
      "trusted-types dompurify default 'allow-duplicates';";

  /**
   * Allows pictures in an app's text only from this server or in the text itself, so that none
   * sends a request elsewhere.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self' blob:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " require-trusted-types-for 'script'; "
          + OWN_TYPES
          + " frame-ancestors 'self'";

  private static final String DEVICES =
      Stream.of(
              "accelerometer",
              "autoplay",
              "camera",
              "display-capture",
              "geolocation",
              "gyroscope",
              "magnetometer",
              "microphone",
              "midi",
              "payment",
              "publickey-credentials-get",
              "screen-wake-lock",
              "serial",
              "usb",
              "xr-spatial-tracking")
          .map(each -> each + "=()")
          .reduce((one, other) -> one + ", " + other)
          .orElseThrow();

  /** The element's files: what a page elsewhere loads. */
  private static final List<String> FOR_OTHERS =
      List.of("/yera-app.js", "/yera-app.css", "/bundle/", "/element/", "/lib/");

  @Inject private transient Settings settings;
  private String policy;
  private String descriptionPolicy;

  @Override
  public void init() {
    StringBuilder all = new StringBuilder(POLICY);
    Stream.of(OriginSettings.EMBED_ORIGINS, OriginSettings.EMBED_FRAME_ANCESTORS)
        .flatMap(each -> new TreeSet<>(settings.get(each)).stream())
        .forEach(source -> all.append(' ').append(source));
    policy = all.toString();
    descriptionPolicy = policy.replace(OWN_TYPES, DESCRIPTION_TYPES);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = path(request);
    response.setHeader(
        "Content-Security-Policy", path.equals(DESCRIPTION) ? descriptionPolicy : policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Permissions-Policy", DEVICES);
    boolean forOthers = FOR_OTHERS.stream().anyMatch(path::startsWith);
    response.setHeader("Cross-Origin-Resource-Policy", forOthers ? "cross-origin" : "same-origin");
    if (forOthers) {
      // So that the element can tell how many connections its browser has for this server.
      response.setHeader("Timing-Allow-Origin", "*");
    }
    if (!path.startsWith("/embed/")) {
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
    if (!path.startsWith("/api/")) {
      // Files may be kept, but are asked for again: after an update none is of the old version.
      response.setHeader("Cache-Control", "no-cache");
    }
    chain.doFilter(request, response);
  }

  /**
   * The path that was asked for, as the container understands it: what a client has written may go
   * another way ({@code /element/..%2fapi}). An error is that of the path that it happened on.
   */
  private static String path(HttpServletRequest request) {
    if (request.getAttribute(PATH) instanceof String before) {
      return before;
    }
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    request.setAttribute(PATH, path);
    return path;
  }
}
