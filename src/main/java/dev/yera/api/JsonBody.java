package dev.yera.api;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.reason.Excerpt;
import dev.yera.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

/** Reads and parses request bodies. A filter has seen to it that they are there, and how large. */
@ApplicationScoped
public class JsonBody {
  private static final int MAX_DEPTH = 64;
  private static final Set<String> PLAIN = Set.of("json");
  private static final Set<String> PATCH = Set.of("json", "merge-patch+json");

  @Inject private Problems problems;

  /**
   * The bytes of the body.
   *
   * @throws RefusedException if the content type is not JSON
   * @throws WebApplicationException if they are compressed: a few bytes could expand to many
   */
  byte[] read(HttpHeaders headers, InputStream body) throws IOException {
    return read(headers, body, PLAIN);
  }

  /** Those of a merge patch (RFC 7396), which may say that it is one. */
  byte[] readPatch(HttpHeaders headers, InputStream body) throws IOException {
    return read(headers, body, PATCH);
  }

  private byte[] read(HttpHeaders headers, InputStream body, Set<String> subtypes)
      throws IOException {
    refuseEncoded(headers);
    MediaType type = headers.getMediaType();
    if (type == null
        || !type.getType().equalsIgnoreCase("application")
        || !subtypes.contains(type.getSubtype().toLowerCase(Locale.ROOT))) {
      throw new RefusedException(
          415,
          "Unsupported media type",
          "The body must be application/json, but it is " + Excerpt.of(String.valueOf(type)) + ".");
    }
    return body.readAllBytes();
  }

  /**
   * Refuses a body that is compressed.
   *
   * @throws WebApplicationException if it is
   */
  void refuseEncoded(HttpHeaders headers) {
    String encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      throw new WebApplicationException(encoded(encoding));
    }
  }

  private Response encoded(String encoding) {
    Response problem =
        problems.plain(
            415,
            "Unsupported media type",
            "The body must not be encoded, but its Content-Encoding is "
                + Excerpt.of(encoding)
                + ".");
    return Response.fromResponse(problem).header(HttpHeaders.ACCEPT_ENCODING, "identity").build();
  }

  /**
   * The value in the body.
   *
   * @throws RefusedException if it is not JSON, or nested too deeply
   */
  static Object parse(byte[] body) {
    try {
      return Json.read(body, 0, body.length, MAX_DEPTH);
    } catch (MalformedJsonException e) {
      throw new RefusedException(
          Problem.MALFORMED,
          "The body cannot be read as JSON: " + Excerpt.of(e.getMessage()) + ".");
    }
  }
}
