package dev.yera.server;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Detects the stop of the application or the JVM while streams can still be written: a container
 * destroys servlets before any other part of an application. It serves no requests.
 *
 * <p>Server: all. Test: {@code ServerEndIT}.
 */
@WebServlet(urlPatterns = "/.farewell", loadOnStartup = 1)
public class Farewell extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(Farewell.class.getName());

  @Inject private transient ApplicationEnd end;
  private transient Runnable shutdown;
  private transient Thread hook;
  private transient StopSignals signals;

  @Override
  public void init() {
    end.rehearse();
    EagerClasses.load(getServletContext());
    // Fetched now, because the bean may refuse calls later.
    shutdown = end.shutdown();
    // A server that is asked to end just after its start may skip the end of its applications
    // (Payara Micro, seen once in twenty). A second caller waits for the first.
    hook = new Thread(shutdown, "yera-farewell");
    Runtime.getRuntime().addShutdownHook(hook);
    signals = new StopSignals(shutdown, end.longest());
  }

  @Override
  public void destroy() {
    if (signals == null) {
      return; // GlassFish also ends what never began, because the deployment failed
    }
    shutdown.run();
    signals.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "The JVM is ending, and the shutdown hook has already run", e);
    }
  }
}
