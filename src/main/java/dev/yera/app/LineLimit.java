package dev.yera.app;

import dev.yera.event.OutputEvent;

/** No event is longer than the line that the server reads ({@code yera.session.max-line}). */
public final class LineLimit {
  /** The bytes of a line, as the server's setting has it by default. */
  public static final int BYTES = 1024 * 1024;

  private LineLimit() {}

  /**
   * The event as the bytes of its line, without the line's end.
   *
   * @throws EventTooLargeException if they are too many
   */
  public static byte[] render(OutputEvent event) {
    byte[] line = event.json();
    if (line.length >= BYTES) {
      throw new EventTooLargeException(
          Misuse.message(
              event.block().blockType(),
              "it takes " + line.length + " bytes, and one event has at most " + BYTES,
              "Show it in several parts, or show less of it"));
    }
    return line;
  }
}
