package dev.yera.page;

import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.event.block.ModelUse;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A session of an earlier server, which the next one finds in its store.
 *
 * @param state all but how it ended
 * @param exitCode how it ended, a minute after it began
 * @param error what was wrong; null for nothing that is told
 * @param said what it said
 * @param models what it used of language models
 */
record PastSession(
    StoredSession state, int exitCode, Failure error, String said, Map<String, ModelUse> models) {
  /** One that went well, of a user as a proxy says it. */
  static PastSession of(String user, Instant createdAt) {
    return new PastSession(
        new StoredSession(
            "",
            "u proxy " + user,
            "page.everything",
            "Everything",
            null,
            createdAt,
            Optional.of(createdAt),
            Optional.empty(),
            Optional.empty(),
            false),
        0,
        null,
        "",
        Map.of());
  }

  /** One of an app, which may be no more. */
  PastSession of(String app, String appName) {
    return new PastSession(
        new StoredSession(
            "",
            state.owner(),
            app,
            appName,
            null,
            state.createdAt(),
            state.startedAt(),
            Optional.empty(),
            state.title(),
            state.pinned()),
        exitCode,
        error,
        said,
        models);
  }

  PastSession titled(String words) {
    return new PastSession(state.titled(Optional.of(words)), exitCode, error, said, models);
  }

  PastSession pinned() {
    return new PastSession(state.pinned(true), exitCode, error, said, models);
  }

  PastSession failed() {
    return new PastSession(state, 1, null, said, models);
  }

  /** It was stopped, as the server calls it and says it. */
  PastSession stopped(String errorType, String sentence) {
    return new PastSession(state, 143, new Failure(errorType, sentence, List.of()), said, models);
  }

  PastSession saying(String words) {
    return new PastSession(state, exitCode, error, words, models);
  }

  PastSession using(String model, ModelUse use) {
    return new PastSession(state, exitCode, error, said, Map.of(model, use));
  }

  /** Puts one like this into the store of this folder, which no server uses now. */
  void write(Path store) {
    String id = UUID.randomUUID().toString();
    Path folder = store.resolve("sessions").resolve(id.substring(0, 2));
    byte[] frames = frames();
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(id + ".json"), whole(id, frames.length).json());
      Files.write(folder.resolve(id + ".log"), frames);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StoredSession whole(String id, long bytes) {
    Instant end = state.createdAt().plus(Duration.ofMinutes(1));
    return new StoredSession(
        id,
        state.owner(),
        state.appId(),
        state.appName(),
        null,
        state.createdAt(),
        state.startedAt(),
        Optional.of(new StoredSession.End(end, exit().members(), 3, 0, bytes)),
        state.title(),
        state.pinned());
  }

  private Exit exit() {
    String reason = error == null ? "It is over." : error.message();
    return new Exit(exitCode, reason, Exit.NO_VALUE, null, 60.0, error, models);
  }

  private byte[] frames() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    frame(out, 1, "lifecycle", "start", Map.of("app_name", state.appName()));
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
    event.put("timestamp", Timestamps.format(state.createdAt()));
    event.put("chunk_id", 0);
    event.put("app", Map.of("name", state.appId(), "instance_id", 0));
    event.put("parent_block_id", null);
    out.writeBytes(
        "id: %d\ndata: %s\n\n".formatted(id, Json.text(event)).getBytes(StandardCharsets.UTF_8));
  }
}
