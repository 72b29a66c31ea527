package dev.yera.problem;

import dev.yera.event.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One refusal as RFC 9457 tells it.
 *
 * @param type the address of a page that explains it, or {@code about:blank}
 * @param detail what happened, in a sentence
 * @param more what helps, by name
 */
public record ProblemDetails(
    String type, String title, int status, String detail, Map<String, ?> more) {
  /** What it is sent as. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * Of a refusal that has a name.
   *
   * @param contextPath where the server's pages are
   */
  public static ProblemDetails of(
      String contextPath, Problem problem, int status, String detail, Map<String, ?> more) {
    return new ProblemDetails(
        contextPath + "/problems/" + problem.slug(), problem.title(), status, detail, more);
  }

  /** Of a refusal that HTTP itself has a name for. */
  public static ProblemDetails plain(int status, String title, String detail) {
    return new ProblemDetails("about:blank", title, status, detail, Map.of());
  }

  /** The body. */
  public byte[] json() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", type);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.putAll(more);
    return Json.bytes(body);
  }
}
