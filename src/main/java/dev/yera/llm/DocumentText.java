package dev.yera.llm;

import dev.yera.app.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * The text of a file that a user gave: nothing that is in it can be trusted, and a worker's memory
 * is small. Other files than texts are read by Tika, if the app has it.
 */
final class DocumentText {
  private static final String ADVICE =
      "is no text in UTF-8. An app that reads PDF, Word and others names two libraries: //DEPS"
          + " org.apache.tika:tika-parser-pdf-module:3.2.3"
          + " org.apache.tika:tika-parser-microsoft-module:3.2.3";

  /** That many characters at its beginning show that a file is no text. */
  private static final int LOOKED_AT = 10_000;

  /** In bytes: a document is in memory while it is read. */
  private static final long LARGEST = 32 << 20;

  /** In bytes, of a document that is an archive. */
  private static final long LARGEST_UNPACKED = 64 << 20;

  private DocumentText() {}

  /** A file has no text for us. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Reads it.
   *
   * @param most characters
   * @throws UnreadableException if it has more, or cannot be read; the message goes on from the
   *     file's name
   */
  static String of(Upload file, int most) throws UnreadableException {
    try {
      Optional<String> plain = plain(file.path(), most);
      if (plain.isPresent()) {
        return plain.get();
      }
      if (Files.size(file.path()) > LARGEST) {
        throw new UnreadableException(
            String.format(Locale.ROOT, "has more than %,d bytes.", LARGEST), null);
      }
      refuseBomb(file.path());
      return TikaText.of(file.path(), file.name(), most);
    } catch (NoClassDefFoundError noTika) {
      throw new UnreadableException(ADVICE, noTika);
    } catch (IOException e) {
      throw new UnreadableException("cannot be read.", e);
    }
  }

  static UnreadableException tooLong(int most) {
    return new UnreadableException(
        String.format(
            Locale.ROOT, "has more text than can be searched: %,d characters are left.", most),
        null);
  }

  /** Empty if it is something else than a text in UTF-8. */
  private static Optional<String> plain(Path file, int most)
      throws IOException, UnreadableException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] begin = in.readNBytes(8);
      String magic = new String(begin, StandardCharsets.ISO_8859_1);
      if (magic.startsWith("%PDF-") || magic.startsWith("{\\rtf") || magic.startsWith("PK\003")) {
        return Optional.empty();
      }
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(begin);
      all.writeBytes(in.readNBytes(Math.max(0, 4 * most + 1)));
      bytes = all.toByteArray();
    }
    boolean isCut = bytes.length > 4 * most;
    try {
      String text =
          isCut
              ? new String(bytes, StandardCharsets.UTF_8)
              : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.chars().limit(LOOKED_AT).anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
        return Optional.empty();
      }
      if (text.length() > most) {
        throw tooLong(most);
      }
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException noText) {
      return Optional.empty();
    }
  }

  /** Before anything takes memory for it. */
  private static void refuseBomb(Path file) throws IOException, UnreadableException {
    byte[] buffer = new byte[64 * 1024];
    long left = LARGEST_UNPACKED;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          left -= n;
          if (left < 0) {
            throw new UnreadableException(
                String.format(
                    Locale.ROOT, "has more than %,d bytes when it is unpacked.", LARGEST_UNPACKED),
                null);
          }
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new UnreadableException("cannot be read: it is broken.", e);
    }
  }
}
