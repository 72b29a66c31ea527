package dev.yera.api;

import dev.yera.event.json.Json;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** All that our answers to these requests consist of: there may be many thousands of them. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Remembered(int status, URI location, byte[] body) {
  static Remembered of(Response answer) {
    return new Remembered(answer.getStatus(), answer.getLocation(), (byte[]) answer.getEntity());
  }

  Response response() {
    return Response.status(status).location(location).entity(body).build();
  }

  /** For other servers, as JSON. */
  String text() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", status);
    members.put("location", location == null ? null : location.toString());
    members.put("body", new String(body, StandardCharsets.UTF_8)); // it is JSON
    return Json.text(members);
  }

  /** What {@link #text} told. */
  static Remembered read(String text) {
    Map<?, ?> members = (Map<?, ?>) Json.read(text);
    String location = (String) members.get("location");
    return new Remembered(
        ((Number) members.get("status")).intValue(),
        location == null ? null : URI.create(location),
        ((String) members.get("body")).getBytes(StandardCharsets.UTF_8));
  }
}
