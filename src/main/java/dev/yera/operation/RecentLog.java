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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
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

  /** Warnings, and what is worse, are kept apart: what is usual does not drive them out. */
  static final int WARNINGS = 100;

  /** Of a warning, without its stack trace. */
  static final int WARNING_CHARACTERS = 500;

  /** Of each, with its stack trace. */
  static final int CHARACTERS = 8_000;

  /** Held here: nobody else keeps the logger, and what is set at it, from being collected. */
  private final Logger ours = Logger.getLogger("dev.yera");

  private final Ring ring = new Ring();

  /**
   * A warning, or what is worse.
   *
   * @param message of {@link #WARNING_CHARACTERS} at most
   */
  public record Warning(Instant at, String level, String logger, String message) {}

  private static final class Ring extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @GuardedBy("lines")
    private final Deque<String> lines = new ArrayDeque<>();

    @GuardedBy("lines")
    private final Deque<Warning> warnings = new ArrayDeque<>();

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
        lines.addLast(cut(text, CHARACTERS));
        if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
          if (warnings.size() == WARNINGS) {
            warnings.removeLast();
          }
          warnings.addFirst(warning(line));
        }
      }
    }

    private static String cut(String text, int most) {
      return text.length() > most ? text.substring(0, most) + "…" : text;
    }

    private Warning warning(LogRecord line) {
      String thrown = line.getThrown() == null ? "" : " " + line.getThrown();
      return new Warning(
          line.getInstant(),
          line.getLevel().getName(),
          line.getLoggerName(),
          cut(formatter.formatMessage(line) + thrown, WARNING_CHARACTERS));
    }

    List<Warning> warnings() {
      synchronized (lines) {
        return List.copyOf(warnings);
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

  /** The last {@link #WARNINGS} warnings, and what is worse; the newest first. */
  public List<Warning> warnings() {
    return ring.warnings();
  }

  /** The oldest first; one may have several lines. */
  public List<String> lines() {
    return ring.lines();
  }
}
