package dev.yera.operation;

import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.SessionsOpened;
import dev.yera.session.limit.Owner;
import dev.yera.settings.OperatorSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.Starting;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Gives the handlers of the server's log the form of {@code yera.log.format}, while the application
 * runs. What writes to them before and after that, or not by {@code java.util.logging}, has the
 * server's own form.
 */
@ApplicationScoped
public class LogFormat {
  private final Logger root = Logger.getLogger("");
  private final Formatter lines = new JsonLines(this::ownerOf, this::traceOf);
  private final Map<Handler, Formatter> before = new LinkedHashMap<>();

  @Inject private Settings settings;

  /** Itself, and not the container's way to it: it logs while it is being made. */
  private volatile SessionService service;

  /** Before others log what they find at their start. */
  void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Starting application) {
    if (settings.get(OperatorSettings.LOG_FORMAT).equals("json")) {
      set();
    }
  }

  void set() {
    for (Handler each : root.getHandlers()) {
      before.put(each, each.getFormatter());
      each.setFormatter(lines);
    }
  }

  void opened(@Observes SessionsOpened sessions) {
    service = sessions.service();
  }

  private Optional<Owner> ownerOf(SessionId id) {
    return service == null ? Optional.empty() : service.ownerInMemory(id);
  }

  private Optional<String> traceOf(SessionId id) {
    return service == null ? Optional.empty() : service.traceInMemory(id);
  }

  /** The handlers are the server's, and stay. */
  @PreDestroy
  void restore() {
    before.forEach(
        (handler, formatter) -> {
          if (handler.getFormatter() == lines) { // else another deployment has set its own
            handler.setFormatter(formatter);
          }
        });
    before.clear();
  }
}
