package dev.yera.server;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers before a body has been read. A connection that ends then is of no use to anybody else, so
 * the answer says {@code Connection: close}; servers take what still comes for a while, and close
 * it. Undertow closes it with the answer: a client that is still sending then gets a reset, in
 * place of the answer. Without the header Undertow takes the rest by itself, without a thread.
 *
 * <p>Server: WildFly 39. Symptom without it: "connection reset" for what is 413 elsewhere. Test:
 * {@code HttpTableIT}, there.
 */
public final class UnreadBodies {
  private static final String UNDERTOW = "io.undertow.";

  private UnreadBodies() {}

  /** Says in an answer that begins now that nobody is going to read the body of its request. */
  public static void leave(ServletContext server, HttpServletResponse response) {
    if (!server.getClass().getName().startsWith(UNDERTOW)) {
      response.setHeader("Connection", "close");
    }
  }
}
