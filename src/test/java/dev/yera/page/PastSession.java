package dev.yera.page;

import dev.yera.event.block.Exit;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.store.StoredSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A session of an earlier server, which the next one finds in its store.
 *
 * @param user whose it is, as a proxy says it
 * @param createdAt when it began; it took a minute
 * @param app its app, which may be no more
 * @param appName what that is called
 * @param title what it is called; empty for as its app
 * @param exitCode how it ended
 * @param said what it said; empty for nothing
 */
record PastSession(
    String user,
    Instant createdAt,
    String app,
    String appName,
    String title,
    int exitCode,
    String said) {
  /** One that went well. */
  static PastSession of(String user, Instant createdAt) {
    return new PastSession(user, createdAt, "page.everything", "Everything", "", 0, "");
  }

  PastSession of(String anotherApp, String itsName) {
    return new PastSession(user, createdAt, anotherApp, itsName, title, exitCode, said);
  }

  PastSession titled(String words) {
    return new PastSession(user, createdAt, app, appName, words, exitCode, said);
  }

  PastSession failed() {
    return new PastSession(user, createdAt, app, appName, title, 1, said);
  }

  PastSession saying(String words) {
    return new PastSession(user, createdAt, app, appName, title, exitCode, words);
  }

  /** Puts it into the store of this folder, which no server uses now. */
  String write(Path store) {
    String id = UUID.randomUUID().toString();
    Path folder = store.resolve("sessions").resolve(id.substring(0, 2));
    byte[] frames = frames();
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(id + ".json"), state(id, frames.length).json());
      Files.write(folder.resolve(id + ".log"), frames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return id;
  }

  private StoredSession state(String id, long bytes) {
    Instant end = createdAt.plus(Duration.ofMinutes(1));
    return new StoredSession(
        id,
        "u proxy " + user,
        app,
        appName,
        null,
        createdAt,
        Optional.of(createdAt),
        Optional.of(new StoredSession.End(end, exit().members(), 3, 0, bytes)),
        Optional.of(title).filter(words -> !words.isEmpty()),
        false);
  }

  private Exit exit() {
    return new Exit(exitCode, "It is over.", Exit.NO_VALUE, null, 60.0, null);
  }

  private byte[] frames() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frame(out, 1, "lifecycle", "start", Map.of("app_name", appName));
    frame(out, 2, "content", "markdown", Map.of("content", said));
    frame(out, 3, "lifecycle", "exit", exit().members());
    return out.toByteArray();
  }

  private void frame(
      ByteArrayOutputStream out, int id, String eventClass, String type, Map<String, ?> data) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_class", eventClass);
    event.put("block_type", type);
    event.put("block_id", "b" + id);
    event.put("data", data);
    event.put("timestamp", Timestamps.format(createdAt));
    event.put("chunk_id", 0);
    event.put("app", Map.of("name", app, "instance_id", 0));
    event.put("parent_block_id", null);
    out.writeBytes(
        "id: %d\ndata: %s\n\n".formatted(id, Json.text(event)).getBytes(StandardCharsets.UTF_8));
  }
}
