package dev.yera.store;

import dev.yera.event.SseFrame;
import dev.yera.event.json.MemberReader;
import java.util.function.Consumer;

/** What people read in events: the texts and numbers in their data, without the names there. */
final class Said {
  private static final MemberReader DATA = new MemberReader("data");

  private Said() {}

  /** Tells each text ({@link String}) and {@link Number} in frames that are back to back. */
  static void each(byte[] frames, int from, int to, Consumer<Object> values) {
    for (int at = from; at < to; ) {
      int end = SseFrame.end(frames, at, to);
      int payload = SseFrame.payloadAt(frames, at, end);
      DATA.each(frames, payload, SseFrame.payloadEnd(end) - payload, values);
      at = end;
    }
  }
}
