package dev.yera.store;

import dev.yera.event.block.EndReason;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is stored of a session besides its events. Immutable.
 *
 * @param id unique among all sessions ever
 * @param owner whose it is: {@code "u "} and the name of a user, {@code "v "} and the key of a
 *     visitor, or empty for nobody
 * @param appId the app
 * @param appName the display name of the app
 * @param arguments {@code args} and {@code kwargs} as bound; {@code user} and {@code replay} until
 *     the app is started; null if they are too large to be kept after that
 * @param createdAt when it was created
 * @param startedAt when its first viewer came
 * @param end how it ended; empty for one that was not started, or runs
 * @param title what its owner calls it
 * @param pinned whether it outlives the retention
 * @param links the sessions that it was made from, and that were made from it
 */
public record StoredSession(
    String id,
    String owner,
    String appId,
    String appName,
    Map<String, Object> arguments,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<End> end,
    Optional<String> title,
    boolean pinned,
    Links links) {
  /** Larger arguments, as JSON in bytes, are not kept after the start. */
  private static final int MOST_KEPT = 16 * 1024;

  /** One that no other was made from, nor it from another. */
  public StoredSession(
      String id,
      String owner,
      String appId,
      String appName,
      Map<String, Object> arguments,
      Instant createdAt,
      Optional<Instant> startedAt,
      Optional<End> end,
      Optional<String> title,
      boolean pinned) {
    this(
        id, owner, appId, appName, arguments, createdAt, startedAt, end, title, pinned, Links.NONE);
  }

  /** Keeps times to the microsecond, as they are written. */
  public StoredSession {
    createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    startedAt = startedAt.map(at -> at.truncatedTo(ChronoUnit.MICROS));
  }

  /**
   * The end of a session.
   *
   * @param at when its process tree was gone
   * @param exit the {@code data} of its exit event
   * @param lastEventId the number of its exit event
   * @param interactions how many answers it accepted
   * @param bytes the size of its log
   */
  public record End(
      Instant at, Map<String, Object> exit, long lastEventId, int interactions, long bytes) {
    /** Keeps a copy, and the time to the microsecond. */
    public End {
      at = at.truncatedTo(ChronoUnit.MICROS);
      exit = Collections.unmodifiableMap(new LinkedHashMap<>(exit));
    }
  }

  /** The public status, except {@code stopping}, which is not stored. */
  public enum Status {
    CREATED,
    RUNNING,
    EXITED,
    STOPPED,
    FAILED;

    /** The status of this name in the protocol; empty if none of that name is stored. */
    public static Optional<Status> of(String wireName) {
      for (Status each : values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(wireName)) {
          return Optional.of(each);
        }
      }
      return Optional.empty();
    }
  }

  /** Its status. */
  public Status status() {
    if (end.isPresent()) {
      return ended(end.get().exit());
    }
    return startedAt.isPresent() ? Status.RUNNING : Status.CREATED;
  }

  private static Status ended(Map<String, Object> exit) {
    if (exit.get("exit_code") instanceof Number code && code.longValue() == 0) {
      return Status.EXITED;
    }
    return exit.get("error") instanceof Map<?, ?> error && EndReason.isStop(error.get("error_type"))
        ? Status.STOPPED
        : Status.FAILED;
  }

  /** With these links. */
  public StoredSession linked(Links to) {
    return new StoredSession(
        id, owner, appId, appName, arguments, createdAt, startedAt, end, title, pinned, to);
  }

  /** What another session can be made with. */
  private Map<String, Object> kept() {
    if (arguments == null) {
      return null;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("args", arguments.get("args"));
    kept.put("kwargs", arguments.get("kwargs"));
    return Json.bytes(kept).length > MOST_KEPT ? null : kept;
  }

  /** It was started at this time. */
  public StoredSession started(Instant at) {
    return new StoredSession(
        id, owner, appId, appName, kept(), createdAt, Optional.of(at), end, title, pinned, links);
  }

  /** It ended like this. */
  public StoredSession ended(End how) {
    return new StoredSession(
        id,
        owner,
        appId,
        appName,
        kept(),
        createdAt,
        startedAt,
        Optional.of(how),
        title,
        pinned,
        links);
  }

  /** With this title; empty for none. */
  public StoredSession titled(Optional<String> words) {
    return new StoredSession(
        id, owner, appId, appName, arguments, createdAt, startedAt, end, words, pinned, links);
  }

  /** Pinned, or not. */
  public StoredSession pinned(boolean is) {
    return new StoredSession(
        id, owner, appId, appName, arguments, createdAt, startedAt, end, title, is, links);
  }

  /** As one JSON object. */
  public byte[] json() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", id);
    members.put("owner", owner);
    members.put("app_id", appId);
    members.put("app_name", appName);
    members.put("arguments", arguments);
    members.put("created_at", Timestamps.format(createdAt));
    members.put("started_at", startedAt.map(Timestamps::format).orElse(null));
    end.ifPresent(
        how -> {
          members.put("ended_at", Timestamps.format(how.at()));
          members.put("exit", how.exit());
          members.put("last_event_id", how.lastEventId());
          members.put("interactions", how.interactions());
          members.put("bytes", how.bytes());
        });
    members.put("title", title.orElse(null));
    members.put("pinned", pinned);
    members.put("forked_from", links.forkedFrom().orElse(null));
    members.put("forks", links.forks());
    return Json.bytes(members);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static StoredSession read(byte[] json) {
    try {
      return of((Map<?, ?>) Json.read(json));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("this is not the state of a session", e);
    }
  }

  /**
   * The session with these members; see {@link #read}.
   *
   * @throws IllegalArgumentException if they are something else
   */
  static StoredSession of(Map<?, ?> members) {
    try {
      return new StoredSession(
          text(members, "id"),
          text(members, "owner"),
          text(members, "app_id"),
          text(members, "app_name"),
          object(members.get("arguments")),
          time(text(members, "created_at")),
          Optional.ofNullable((String) members.get("started_at")).map(StoredSession::time),
          end(members),
          Optional.ofNullable((String) members.get("title")),
          (Boolean) members.get("pinned"),
          Links.of(members.get("forked_from"), members.get("forks")));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("this is not the state of a session", e);
    }
  }

  private static Optional<End> end(Map<?, ?> members) {
    return Optional.ofNullable((String) members.get("ended_at"))
        .map(
            at ->
                new End(
                    time(at),
                    object(members.get("exit")),
                    ((Number) members.get("last_event_id")).longValue(),
                    ((Number) members.get("interactions")).intValue(),
                    ((Number) members.get("bytes")).longValue()));
  }

  private static Instant time(String text) {
    return Timestamps.parse(text).orElseThrow();
  }

  private static String text(Map<?, ?> members, String name) {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " is no text");
  }

  private static Map<String, Object> object(Object value) {
    if (value == null) {
      return null;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((name, each) -> named.put((String) name, each));
    return named;
  }
}
