package dev.yera.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/** A hash of a set of files, which depends on their names and bytes, but not on their order. */
final class ContentHash {
  private static final int LENGTH = 32;
  private static final int BUFFER = 1 << 16;

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /** Adds a file and copies it to its destination. */
  void add(String name, InputStream content, OutputStream to) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      digest.update(buffer, 0, read);
      to.write(buffer, 0, read);
    }
    files.put(name, digest.digest());
  }

  /** Adds a file in memory. */
  void add(String name, byte[] content) {
    files.put(name, sha256().digest(content));
  }

  /** Whether this text is a valid hash. */
  static boolean isOne(String text) {
    return text.length() == LENGTH && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  @Override
  public String toString() {
    MessageDigest all = sha256();
    files.forEach(
        (name, hash) -> {
          all.update((name + '\0').getBytes(StandardCharsets.UTF_8));
          all.update(hash);
        });
    return HexFormat.of().formatHex(all.digest()).substring(0, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
