package dev.yera.session;

/**
 * Another server owns the session and has not ended it, or this one is about to take it over. Over
 * HTTP such a request is handed on; this is for the moments when it cannot be, and for callers
 * inside the server.
 */
public final class ElsewhereException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ElsewhereException() {
    super("The server that runs the session cannot be reached now. Try again later.");
  }
}
