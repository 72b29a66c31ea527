package dev.yera.session;

import dev.yera.event.SseFrame;
import dev.yera.event.block.Exit;
import dev.yera.event.json.Json;
import dev.yera.store.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What takes the place of a log's last frame for some readers. Immutable. */
public final class LastFrame {
  private final long id;
  private final byte[] json;

  /**
   * For the event of this number.
   *
   * @param json what they get of it
   */
  LastFrame(long id, byte[] json) {
    this.id = id;
    this.json = json;
  }

  /** Of the exit event at the end of a log that is closed. */
  public static LastFrame of(long id, byte[] whole, Exit exit) {
    Map<String, Object> members = new LinkedHashMap<>();
    ((Map<?, ?>) Json.read(whole)).forEach((name, value) -> members.put((String) name, value));
    members.put("data", ExitForOthers.of(exit).members());
    return new LastFrame(id, Json.bytes(members));
  }

  /** The frames of a slice, with this one in the place of its own if that is among them. */
  Slice instead(Slice slice) {
    int start = lastStart(slice);
    byte[] head = ("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII);
    int end = slice.offset() + slice.length();
    boolean isIt =
        end - start >= head.length
            && Arrays.equals(slice.bytes(), start, start + head.length, head, 0, head.length);
    if (!isIt) {
      return slice;
    }
    int before = start - slice.offset();
    byte[] bytes = Arrays.copyOfRange(slice.bytes(), slice.offset(), start);
    bytes = Arrays.copyOf(bytes, before + SseFrame.size(id, json.length));
    SseFrame.write(id, json, 0, json.length, bytes, before);
    return new Slice(bytes, 0, bytes.length);
  }

  /** Where the last frame of a slice begins: behind the empty line before it. */
  private static int lastStart(Slice slice) {
    byte[] bytes = slice.bytes();
    int at = slice.offset() + slice.length() - 3;
    while (at > slice.offset() && !(bytes[at] == '\n' && bytes[at - 1] == '\n')) {
      at--;
    }
    return at <= slice.offset() ? slice.offset() : at + 1;
  }
}
