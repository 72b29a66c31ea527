package dev.yera.operation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.yera.event.json.Timestamps;
import dev.yera.session.diagnostic.AppLog;
import dev.yera.settings.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The last lines of the log of this application, as text, for who has no way to the server's log.
 * They are in memory, and as many and as long as is said here. Thread-safe.
 */
@ApplicationScoped
public class RecentLog {
  /** Kept at most. */
  static final int RECORDS = 500;

  /** Of each, with its stack trace. */
  static final int CHARACTERS = 8_000;

  /** Held here: nobody else keeps the logger, and what is set at it, from being collected. */
  private final Logger ours = Logger.getLogger("dev.yera");

  private final Ring ring = new Ring();

  private static final class Ring extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @GuardedBy("lines")
    private final Deque<String> lines = new ArrayDeque<>();

    @Override
    public void publish(LogRecord line) {
      // What apps write is what users gave them.
      if (!isLoggable(line) || AppLog.NAME.equals(line.getLoggerName())) {
        return;
      }
      String text = text(line);
      synchronized (lines) {
        if (lines.size() == RECORDS) {
          lines.removeFirst();
        }
        lines.addLast(text.length() > CHARACTERS ? text.substring(0, CHARACTERS) + "…" : text);
      }
    }

    private String text(LogRecord line) {
      StringWriter text = new StringWriter();
      text.append(
          "%s %s %s: %s"
              .formatted(
                  Timestamps.format(line.getInstant()),
                  line.getLevel().getName(),
                  line.getLoggerName(),
                  formatter.formatMessage(line).replace("\n", "\n    ")));
      if (line.getThrown() != null) {
        text.append('\n');
        line.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      return text.toString().stripTrailing();
    }

    List<String> lines() {
      synchronized (lines) {
        return List.copyOf(lines);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** From the start of the application on; before others log what they find then. */
  void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Starting application) {
    ours.addHandler(ring);
  }

  /** The logger is the server's, and stays. */
  @PreDestroy
  void end() {
    ours.removeHandler(ring);
  }

  /** The oldest first; one may have several lines. */
  public List<String> lines() {
    return ring.lines();
  }
}
