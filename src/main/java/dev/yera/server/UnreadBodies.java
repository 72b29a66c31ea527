package dev.yera.server;

import jakarta.servlet.ServletContext;

/**
 * Answers before a body has been read. The connection is of no use to anybody else then and is
 * closed, after a while in which servers take what still comes. Undertow closes it with the answer:
 * a client that is still sending gets a reset, in place of the answer. Nor may it be left to
 * Undertow to read the rest, which it does in the thread of the request: 400 clients that sent
 * nothing more kept all others waiting for 90 seconds.
 *
 * <p>Server: WildFly 39. Symptom without it: "connection reset" for what is 413 elsewhere. Test:
 * {@code HttpTableIT}, there.
 */
public final class UnreadBodies {
  private static final String UNDERTOW = "io.undertow.";

  private UnreadBodies() {}

  /** Whether clients that are still sending may not hear why they are refused. */
  public static boolean loseTheAnswer(ServletContext server) {
    return server.getClass().getName().startsWith(UNDERTOW);
  }
}
