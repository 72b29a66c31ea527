package dev.yera.server;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Keeps out of the log what clients do to themselves. Payara writes a stack trace for each client
 * that leaves before its answer has been sent, and for each that sends what is no HTTP: whoever
 * likes could fill the disk. At level {@code FINE} of this class the traces are there.
 *
 * <p>Server: Payara 6.2025. Test: {@code SlowBodiesIT}.
 */
@WebListener
public class ClientTraces implements ServletContextListener {
  private static final Logger LOG = Logger.getLogger(ClientTraces.class.getName());

  private static final String[] LOGGERS = {
    "org.glassfish.grizzly.filterchain.DefaultFilterChain",
    "org.glassfish.grizzly.http.HttpServerFilter",
    "org.glassfish.jersey.server.ServerRuntime$Responder",
    "jakarta.enterprise.web",
    "jakarta.enterprise.web.core"
  };

  /** Reads HTTP, and says of what it cannot read only that, at the highest level. */
  private static final String READER = LOGGERS[1];

  /** Catalina's own logger has what was thrown in its message. */
  private static final Pattern IN_MESSAGE =
      Pattern.compile(
          "\\Rjava\\.io\\.IOException: (Connection is closed|Connection reset|Broken pipe)");

  private static final int DEEPEST = 10;

  /** The logger itself, else nobody holds it, with the filter that was there before. */
  private record Filtered(Logger logger, Filter before, Filter filter) {}

  private final List<Filtered> filtered = new ArrayList<>();

  @Override
  public void contextInitialized(ServletContextEvent event) {
    for (String name : LOGGERS) {
      Logger logger = Logger.getLogger(name);
      Filter before = logger.getFilter();
      Filter filter = record -> (before == null || before.isLoggable(record)) && passes(record);
      logger.setFilter(filter);
      filtered.add(new Filtered(logger, before, filter));
    }
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    for (Filtered each : filtered) {
      if (each.logger.getFilter() == each.filter) { // else another deployment has added its own
        each.logger.setFilter(each.before);
      }
    }
  }

  private static boolean passes(LogRecord record) {
    boolean ofClient =
        record.getThrown() == null
            ? READER.equals(record.getLoggerName())
                || IN_MESSAGE.matcher(String.valueOf(record.getMessage())).find()
            : isOfClient(record.getThrown(), 0);
    if (!ofClient) {
      return true;
    }
    LOG.log(Level.FINE, record.getMessage(), record.getThrown());
    return false;
  }

  private static boolean isOfClient(Throwable thrown, int depth) {
    if (thrown == null || depth > DEEPEST) {
      return false;
    }
    String words = String.valueOf(thrown.getMessage());
    return switch (thrown.getClass().getName()) {
      case "org.glassfish.grizzly.http.HttpBrokenContentException" -> true;
      case "java.lang.IllegalStateException" -> words.startsWith("Unknown protocol ");
      case "java.io.IOException" ->
          words.equals("Connection is closed")
              || words.startsWith("Connection reset")
              || words.equals("Broken pipe")
              || isOfClient(thrown.getCause(), depth + 1);
      default -> isOfClient(thrown.getCause(), depth + 1);
    };
  }
}
