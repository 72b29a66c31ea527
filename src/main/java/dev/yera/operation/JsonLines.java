package dev.yera.operation;

import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record of the log as one line of JSON, with names of the Elastic Common Schema. If the message
 * names a session of this server, its id, its owner and its trace are fields of their own.
 * Thread-safe.
 */
final class JsonLines extends Formatter {
  private static final Pattern ID =
      Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\b");

  private final Function<SessionId, Optional<Owner>> owners;
  private final Function<SessionId, Optional<String>> traces;

  /**
   * One that knows these sessions.
   *
   * @param owners whose a session is; empty if it is none of this server. Waits for nothing: it is
   *     asked by whoever logs
   * @param traces the id of the trace in which it was created; empty for none; alike
   */
  JsonLines(
      Function<SessionId, Optional<Owner>> owners, Function<SessionId, Optional<String>> traces) {
    this.owners = owners;
    this.traces = traces;
  }

  @Override
  public String format(LogRecord line) {
    String message = formatMessage(line);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("@timestamp", Timestamps.format(line.getInstant()));
    members.put("log.level", line.getLevel().getName());
    members.put("message", message);
    members.put("ecs.version", "8.11");
    members.put("log.logger", line.getLoggerName());
    members.put("process.thread.id", line.getLongThreadID());
    session(message, members);
    Throwable thrown = line.getThrown();
    if (thrown != null) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace, true));
      members.put("error.type", thrown.getClass().getName());
      members.put("error.message", thrown.getMessage());
      members.put("error.stack_trace", trace.toString());
    }
    return Json.text(members) + "\n";
  }

  private void session(String message, Map<String, Object> members) {
    Matcher ids = message == null ? ID.matcher("") : ID.matcher(message);
    while (ids.find()) {
      Optional<SessionId> id = SessionId.parse(ids.group());
      Optional<Owner> owner = id.flatMap(owners);
      if (owner.isPresent()) {
        members.put("yera.session_id", ids.group());
        members.put("yera.owner", owner.get().id());
        traces.apply(id.get()).ifPresent(trace -> members.put("trace.id", trace));
        return;
      }
    }
  }
}
