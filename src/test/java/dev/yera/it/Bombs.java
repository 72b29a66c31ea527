package dev.yera.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files that are large for those who unpack them. */
final class Bombs {
  private static final int PIECE = 1024 * 1024;

  private Bombs() {}

  /** One entry of so many zeros, at least. */
  static byte[] zip(long size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      for (long written = 0; written < size; written += PIECE) {
        zip.write(new byte[PIECE]);
      }
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
