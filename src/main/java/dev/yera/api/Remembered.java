package dev.yera.api;

import dev.yera.event.json.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that our answers to these requests consist of: there may be many thousands of them. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Remembered(int status, String location, byte[] body) {
  static Remembered of(Response answer) {
    return new Remembered(
        answer.getStatus(),
        answer.getHeaderString(HttpHeaders.LOCATION),
        (byte[]) answer.getEntity());
  }

  Response response() {
    // As text: what is a URI RESTEasy makes absolute, below /api.
    return Response.status(status).header(HttpHeaders.LOCATION, location).entity(body).build();
  }

  /** For other servers, as JSON. */
  String text() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", status);
    members.put("location", location);
    members.put("body", new String(body, StandardCharsets.UTF_8)); // it is JSON
    return Json.text(members);
  }

  /** What {@link #text} told. */
  static Remembered read(String text) {
    Map<?, ?> members = (Map<?, ?>) Json.read(text);
    return new Remembered(
        ((Number) members.get("status")).intValue(),
        (String) members.get("location"),
        ((String) members.get("body")).getBytes(StandardCharsets.UTF_8));
  }
}
