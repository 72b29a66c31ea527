package dev.yera.event;

import dev.yera.event.block.MalformedEventException;
import dev.yera.event.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One input line of an executor (see "The lines of an app" in {@code protocol.md}). Immutable. */
public sealed interface InputEvent {
  /** W3C's name of it. */
  String TRACE = "traceparent";

  /**
   * Names the app to a ready Java worker that is reserved for a session without viewers yet. The
   * worker may load the app, but runs none of it.
   *
   * @param appId the app
   * @param classPath the jars of the app
   */
  record Prepare(String appId, List<String> classPath) implements InputEvent {}

  /**
   * Starts the app; the first line except for {@link Prepare}.
   *
   * @param sessionId the session
   * @param appId the app
   * @param args positional arguments
   * @param kwargs arguments by name
   * @param classPath for a Java worker: the jars of the app; for a command empty, and missing in
   *     the line
   * @param appFolder for a Java worker: where the app's file is; null if it has none, or for a
   *     command, and missing in the line
   * @param user whom it runs for
   * @param traceparent its place in a trace; null for none, and missing in the line
   */
  record Start(
      String sessionId,
      String appId,
      List<?> args,
      Map<String, ?> kwargs,
      List<String> classPath,
      String appFolder,
      StartUser user,
      String traceparent)
      implements InputEvent {
    /** One that nobody traces. */
    public Start(
        String sessionId,
        String appId,
        List<?> args,
        Map<String, ?> kwargs,
        List<String> classPath,
        String appFolder,
        StartUser user) {
      this(sessionId, appId, args, kwargs, classPath, appFolder, user, null);
    }
  }

  /**
   * An answer.
   *
   * @param blockId the question, or the form
   * @param blockType its type
   * @param value any JSON value
   * @param traceparent its place in a trace; null for none, and missing in the line
   */
  record Input(String blockId, String blockType, Object value, String traceparent)
      implements InputEvent {
    /** One that nobody traces. */
    public Input(String blockId, String blockType, Object value) {
      this(blockId, blockType, value, null);
    }
  }

  /**
   * Asks the app to exit, because the session ends.
   *
   * @param reason one sentence
   */
  record Stop(String reason) implements InputEvent {}

  /** A user pressed stop: asks the app to give up what it does, not to exit. */
  record Interrupt() implements InputEvent {}

  /** The event as one line of UTF-8 without its end. */
  default byte[] json() {
    Map<String, Object> line = new LinkedHashMap<>();
    if (this instanceof Prepare prepare) {
      line.put("type", "prepare");
      line.put("app_id", prepare.appId());
      line.put("class_path", prepare.classPath());
    } else if (this instanceof Start start) {
      line.put("type", "start");
      line.put("session_id", start.sessionId());
      line.put("app_id", start.appId());
      line.put("args", start.args());
      line.put("kwargs", start.kwargs());
      if (!start.classPath().isEmpty()) {
        line.put("class_path", start.classPath());
      }
      if (start.appFolder() != null) {
        line.put("app_folder", start.appFolder());
      }
      line.put("user", start.user().members());
      putTrace(line, start.traceparent());
    } else if (this instanceof Input input) {
      line.put("type", "input");
      line.put("block_id", input.blockId());
      line.put("block_type", input.blockType());
      line.put("value", input.value());
      putTrace(line, input.traceparent());
    } else if (this instanceof Stop stop) {
      line.put("type", "stop");
      line.put("reason", stop.reason());
    } else if (this instanceof Interrupt) {
      line.put("type", "interrupt");
    }
    return Json.bytes(line);
  }

  /**
   * Reads one line.
   *
   * @throws dev.yera.event.json.MalformedJsonException if it is not JSON
   * @throws MalformedEventException if it is not an input event
   */
  static InputEvent read(String line) {
    if (!(Json.read(line) instanceof Map<?, ?> map)) {
      throw new MalformedEventException("an input event is a JSON object");
    }
    Object type = map.get("type");
    if ("start".equals(type)
        && map.get("session_id") instanceof String session
        && map.get("app_id") instanceof String app
        && map.get("args") instanceof List<?> args
        && map.get("kwargs") instanceof Map<?, ?> kwargs) {
      Map<String, Object> named = new LinkedHashMap<>();
      for (Map.Entry<?, ?> each : kwargs.entrySet()) {
        named.put((String) each.getKey(), each.getValue());
      }
      String folder = map.get("app_folder") instanceof String given ? given : null;
      return new Start(
          session,
          app,
          args,
          named,
          classPath(map),
          folder,
          StartUser.of(map.get("user")),
          trace(map));
    }
    if ("prepare".equals(type) && map.get("app_id") instanceof String app) {
      return new Prepare(app, classPath(map));
    }
    if ("input".equals(type)
        && map.get("block_id") instanceof String block
        && map.get("block_type") instanceof String blockType) {
      return new Input(block, blockType, map.get("value"), trace(map));
    }
    if ("stop".equals(type) && map.get("reason") instanceof String reason) {
      return new Stop(reason);
    }
    if ("interrupt".equals(type)) {
      return new Interrupt();
    }
    throw new MalformedEventException("not a prepare, start, input, interrupt or stop: " + line);
  }

  private static void putTrace(Map<String, Object> line, String traceparent) {
    if (traceparent != null) {
      line.put(TRACE, traceparent);
    }
  }

  private static String trace(Map<?, ?> line) {
    return line.get(TRACE) instanceof String given ? given : null;
  }

  private static List<String> classPath(Map<?, ?> line) {
    List<String> classPath = new ArrayList<>();
    if (line.get("class_path") instanceof List<?> jars) {
      // No lambda: the first one costs a child process 14 ms of its start.
      for (Object jar : jars) {
        classPath.add((String) jar);
      }
    }
    return classPath;
  }
}
