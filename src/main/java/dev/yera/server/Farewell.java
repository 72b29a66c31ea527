package dev.yera.server;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hears that the application or the whole JVM is being stopped while streams can still be written:
 * a container destroys its servlets before anything else of an application. It serves nothing.
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
    // Taken now: when the time comes, the bean itself may refuse calls.
    shutdown = end.shutdown();
    // A server that is asked to end just after its start may leave out the end of its applications
    // (Payara Micro, seen once in twenty). Whoever comes second waits for the first.
    hook = new Thread(shutdown, "yera-farewell");
    Runtime.getRuntime().addShutdownHook(hook);
    signals = new StopSignals(shutdown);
  }

  @Override
  public void destroy() {
    shutdown.run();
    signals.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.log(Level.FINE, "The JVM is ending, and the hook has run", e);
    }
  }
}
