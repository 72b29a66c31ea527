package dev.yera.app;

import dev.yera.event.OutputEvent;

/** Limits an event to the longest line that the server reads ({@code yera.session.max-line}). */
public final class LineLimit {
  /** The most bytes of a line: the default of the server's setting. */
  public static final int BYTES = 1024 * 1024;

  private LineLimit() {}

  /**
   * Renders the event as one line, without its line end.
   *
   * @throws EventTooLargeException if the line is too long
   */
  public static byte[] render(OutputEvent event) {
    byte[] line = event.json();
    if (line.length >= BYTES) {
      throw new EventTooLargeException(
          Misuse.message(
              event.block().blockType(),
              "it takes " + line.length + " bytes, but an event has at most " + BYTES,
              "Show it in several parts, or show less of it"));
    }
    return line;
  }
}
