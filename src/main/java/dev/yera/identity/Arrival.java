package dev.yera.identity;

import jakarta.servlet.ServletRequest;

/**
 * How a request has reached the server.
 *
 * @param origin the server's own origin that it was sent to
 * @param isLocal whether it comes from this machine, to a name of loopback, on a listener that
 *     nobody else can reach
 * @param address of the client, as a trusted proxy tells it or as the connection has it
 */
public record Arrival(String origin, boolean isLocal, String address) {
  private static final String ATTRIBUTE = Arrival.class.getName();

  /** Whether what goes back is encrypted on its whole way. */
  public boolean isSecure() {
    return origin.startsWith("https:");
  }

  void keepIn(ServletRequest request) {
    request.setAttribute(ATTRIBUTE, this);
  }

  /** That of a request which came through the gate. */
  public static Arrival of(ServletRequest request) {
    return (Arrival) request.getAttribute(ATTRIBUTE);
  }
}
