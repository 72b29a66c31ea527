package dev.yera.api;

import dev.yera.session.SessionService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;

/**
 * Hears that the application is being stopped while streams can still be written: a container
 * destroys its servlets before anything else of an application. It serves nothing.
 */
@WebServlet(urlPatterns = "/.farewell", loadOnStartup = 1)
public class Farewell extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SessionService service;
  private transient Runnable shutdown;

  @Override
  public void init() {
    // Taken now: when the time comes, the bean itself may refuse calls.
    shutdown = service.shutdown();
  }

  @Override
  public void destroy() {
    shutdown.run();
  }
}
