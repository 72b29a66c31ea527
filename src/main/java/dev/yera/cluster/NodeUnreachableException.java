package dev.yera.cluster;

/** The node that owns a session cannot be reached (contract, section 9). */
public final class NodeUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NodeUnreachableException() {
    super("The server that runs the session cannot be reached now. Try again later.");
  }
}
