package dev.yera.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damage to bytes. */
public final class Bytes {
  private Bytes() {}

  /** One of the list. */
  public static <T> T oneOf(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** Whether one chance in so many came true. */
  public static boolean oneIn(int times, Random random) {
    return random.nextInt(times) == 0;
  }

  /** Text that is bytes, one a character. */
  public static byte[] of(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Any bytes, at most so many. */
  public static byte[] any(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /**
   * The bytes with one to four pieces changed, left out, doubled, or with something put in.
   *
   * @param words what to put in, one byte a character
   */
  public static byte[] damaged(byte[] bytes, Random random, List<String> words) {
    byte[] damaged = bytes;
    for (int i = random.nextInt(4); i >= 0; i--) {
      damaged = once(damaged, random, words);
    }
    return damaged;
  }

  private static byte[] once(byte[] bytes, Random random, List<String> words) {
    int at = random.nextInt(bytes.length + 1);
    int length = random.nextInt(Math.min(bytes.length - at, 12) + 1);
    byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
    ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length + 64);
    all.write(bytes, 0, at);
    switch (random.nextInt(5)) {
      case 0 -> {
        random.nextBytes(piece);
        all.writeBytes(piece);
      }
      case 1 -> all.writeBytes(of(oneOf(random, words)));
      case 2 -> {
        all.writeBytes(piece);
        all.writeBytes(of(oneOf(random, words)));
      }
      case 3 -> {
        for (int i = 1 << random.nextInt(random.nextInt(8) + 1); i >= 0; i--) {
          all.writeBytes(piece);
        }
      }
      default -> {
        // left out
      }
    }
    all.write(bytes, at + length, bytes.length - at - length);
    return all.toByteArray();
  }
}
