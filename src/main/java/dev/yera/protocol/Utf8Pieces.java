package dev.yera.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the bytes of one stream piece by piece, without splitting a character; bytes that are no
 * UTF-8 become U+FFFD. Not thread-safe.
 */
final class Utf8Pieces {
  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The rest of an incomplete character of the previous read. */
  private ByteBuffer rest = ByteBuffer.allocate(0);

  /** The next piece, of the first {@code length} bytes; it may be empty. */
  String next(byte[] buffer, int length) {
    ByteBuffer bytes = ByteBuffer.allocate(rest.remaining() + length);
    bytes.put(rest).put(buffer, 0, length).flip();
    return decode(bytes, false);
  }

  /** What half a character at the end becomes. */
  String end() {
    return decode(rest, true);
  }

  private String decode(ByteBuffer bytes, boolean last) {
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + LONGEST_CHARACTER);
    decoder.decode(bytes, characters, last);
    if (last) {
      decoder.flush(characters);
    }
    rest = bytes.slice();
    return characters.flip().toString();
  }
}
