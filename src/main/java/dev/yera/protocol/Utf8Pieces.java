package dev.yera.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the bytes of one stream piece by piece, without splitting a character; bytes that are no
 * UTF-8 become U+FFFD, as many as in browsers and emulators (the Unicode Standard, section 3.9,
 * "Substitution of Maximal Subparts"). Not thread-safe.
 */
final class Utf8Pieces {
  private static final int LONGEST_CHARACTER = 4;
  private static final char REPLACEMENT = '\uFFFD';

  /** The first two of three bytes that would be a surrogate, which is no character. */
  private static final byte OF_SURROGATES = (byte) 0xED;

  private static final byte LEAST_OF_SURROGATES = (byte) 0xA0;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

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
    CoderResult result = decoder.decode(bytes, characters, last);
    while (result.isError()) {
      int length = result.length();
      // Java takes the bytes of a surrogate for one error; each is one.
      int errors = isSurrogate(bytes.slice(bytes.position(), length)) ? length : 1;
      for (int i = 0; i < errors; i++) {
        characters.put(REPLACEMENT);
      }
      bytes.position(bytes.position() + length);
      result = decoder.decode(bytes, characters, last);
    }
    if (last) {
      decoder.flush(characters);
    }
    rest = bytes.slice();
    return characters.flip().toString();
  }

  private static boolean isSurrogate(ByteBuffer error) {
    return error.remaining() > 1
        && error.get(0) == OF_SURROGATES
        && error.get(1) >= LEAST_OF_SURROGATES;
  }
}
