package dev.yera.event;

import dev.yera.event.reason.ReasonKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text of a file that a person wrote, as editors save it: UTF-8, or UTF-16 with a byte order
 * mark, which Windows' own tools write. A mark is no part of the text.
 */
public final class AuthoredText {
  private static final int MARK_OF_8 = 0xEFBBBF;
  private static final int MARK_OF_16_BIG = 0xFEFF;
  private static final int MARK_OF_16_LITTLE = 0xFFFE;

  private AuthoredText() {}

  /**
   * The text.
   *
   * @throws UnreadableEncodingException if it is in another encoding
   */
  public static String of(byte[] file) {
    return new String(utf8(file), StandardCharsets.UTF_8);
  }

  /**
   * The text as UTF-8.
   *
   * @throws UnreadableEncodingException if it is in another encoding
   */
  public static byte[] utf8(byte[] file) {
    int two = first(2, file);
    if (first(3, file) == MARK_OF_8) {
      return sound(Arrays.copyOfRange(file, 3, file.length));
    }
    boolean isWide = file.length >= 4 && (file[2] == 0 && file[3] == 0);
    boolean isWideBig = file.length >= 4 && file[0] == 0 && file[1] == 0;
    if (isWideBig || (isWide && two == MARK_OF_16_LITTLE)) {
      throw new UnreadableEncodingException("UTF-32");
    }
    if (two == MARK_OF_16_BIG || two == MARK_OF_16_LITTLE) {
      return fromUtf16(file);
    }
    if (file.length >= 2 && (file[0] == 0 || file[1] == 0)) {
      throw new UnreadableEncodingException(ReasonKey.UNMARKED_UTF_16.with());
    }
    return sound(file);
  }

  private static byte[] sound(byte[] utf8) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      return utf8;
    } catch (CharacterCodingException other) {
      throw new UnreadableEncodingException(ReasonKey.OTHER_ENCODING.with());
    }
  }

  private static byte[] fromUtf16(byte[] file) {
    try {
      return StandardCharsets.UTF_16
          .newDecoder()
          .decode(ByteBuffer.wrap(file))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException broken) {
      throw new UnreadableEncodingException(ReasonKey.BROKEN_UTF_16.with());
    }
  }

  /** The first bytes as one number; -1 if there are fewer. */
  private static int first(int count, byte[] file) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      if (i == file.length) {
        return -1;
      }
      value = (value << 8) | (file[i] & 0xFF);
    }
    return value;
  }
}
