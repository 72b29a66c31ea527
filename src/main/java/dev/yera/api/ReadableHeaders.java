package dev.yera.api;

import dev.yera.event.reason.Excerpt;
import dev.yera.problem.Problem;
import dev.yera.problem.ProblemDetails;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Refuses headers that JAX-RS could not read. Of a {@code Content-Type} Jersey and RESTEasy answer
 * with a page of HTML, before any resource or mapper of the application is asked; of an {@code
 * Accept} RESTEasy fails as if the fault were ours, and so does Jersey of a form with a query that
 * cannot be decoded.
 */
public class ReadableHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** A type that is sent has none, but Jersey reads it (RFC 9110, section 12.4.2). */
  private static final Pattern QUALITY = Pattern.compile("0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?");

  /** What a type that is accepted has of it. */
  private static final Pattern WEIGHT = Pattern.compile("(?i);\\s*q\\s*(?:=([^,;]*)|(?=[,;]|$))");

  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    List<String> accepted = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    if (type != null && !isReadable(type)) {
      refuse(
          response,
          ProblemDetails.plain(
              HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
              "Unsupported media type",
              "The body must be application/json, but it is " + Excerpt.of(type) + "."));
    } else if (type != null && isForm(type) && !isDecodable(request.getQueryString())) {
      refuse(
          response,
          ProblemDetails.of(
              request.getContextPath(),
              Problem.MALFORMED,
              Problem.MALFORMED.status(),
              "The query of the request cannot be decoded.",
              Map.of()));
    } else if (!accepted.stream().allMatch(ReadableHeaders::hasQualities)) {
      refuse(
          response,
          ProblemDetails.plain(
              HttpServletResponse.SC_BAD_REQUEST,
              "Bad request",
              "A quality in the header Accept is no number from 0 to 1."));
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, ProblemDetails problem)
      throws IOException {
    response.setStatus(problem.status());
    response.setHeader("Connection", "close"); // nobody waits for the body
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(ProblemDetails.MEDIA_TYPE);
    response.getOutputStream().write(problem.json());
  }

  private static boolean isForm(String type) {
    return MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(MediaType.valueOf(type));
  }

  private static boolean isDecodable(String query) {
    try {
      return query == null || URLDecoder.decode(query, StandardCharsets.UTF_8) != null;
    } catch (IllegalArgumentException undecodable) {
      return false;
    }
  }

  private static boolean hasQualities(String accept) {
    return WEIGHT
        .matcher(QUOTED.matcher(accept).replaceAll(""))
        .results()
        .map(found -> found.group(1))
        .allMatch(quality -> quality != null && QUALITY.matcher(quality.strip()).matches());
  }

  private static boolean isReadable(String type) {
    try {
      String quality = MediaType.valueOf(type).getParameters().get("q");
      return quality == null || QUALITY.matcher(quality).matches();
    } catch (IllegalArgumentException garbage) {
      return false;
    }
  }
}
