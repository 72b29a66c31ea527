package dev.yera.store;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.json.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody did. Nothing of what sessions said or were answered is in it.
 *
 * @param at when; to the microsecond
 * @param act what, a word
 * @param as in which part somebody did it, a word
 * @param by the key of who did it, as owners have it
 * @param session to which session; empty if to several
 * @param owner the key of whose that is; empty if everybody's
 * @param app its app
 */
public record AuditEntry(
    Instant at,
    String act,
    String as,
    String by,
    Optional<String> session,
    Optional<String> owner,
    Optional<String> app) {
  private static final int DEPTH = 4;

  /** As one line. JSON has no line ends: nobody's name makes a second one. */
  public String json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", Timestamps.format(at));
    members.put("act", act);
    members.put("as", as);
    members.put("by", by);
    session.ifPresent(each -> members.put("session_id", each));
    owner.ifPresent(each -> members.put("owner", each));
    app.ifPresent(each -> members.put("app_id", each));
    return Json.text(members);
  }

  /** The entry of a line; empty if it is none, because a write of it was cut. */
  static Optional<AuditEntry> read(byte[] line) {
    try {
      return Json.read(line, 0, line.length, DEPTH) instanceof Map<?, ?> members
          ? of(members)
          : Optional.empty();
    } catch (MalformedJsonException cut) {
      return Optional.empty();
    }
  }

  private static Optional<AuditEntry> of(Map<?, ?> members) {
    if (members.get("act") instanceof String act
        && members.get("as") instanceof String as
        && members.get("by") instanceof String by
        && members.get("at") instanceof String at) {
      return Timestamps.parse(at)
          .map(
              time ->
                  new AuditEntry(
                      time,
                      act,
                      as,
                      by,
                      text(members, "session_id"),
                      text(members, "owner"),
                      text(members, "app_id")));
    }
    return Optional.empty();
  }

  private static Optional<String> text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  byte[] line() {
    return (json() + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
