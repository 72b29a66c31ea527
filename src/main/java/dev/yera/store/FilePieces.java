package dev.yera.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** How the bytes of a file are kept: in pieces of the same size, each sealed where files are. */
final class FilePieces {
  /** How many bytes of a file a piece has, but for the last one. */
  static final int SIZE = 64 * 1024;

  private final String session;
  private final String file;
  private final Optional<SessionKey> key;

  FilePieces(String session, String file, Optional<SessionKey> key) {
    this.session = session;
    this.file = file;
    this.key = key;
  }

  /** Takes the pieces of a file as they are to be kept. */
  interface Taker {
    void take(int number, byte[] piece) throws IOException;
  }

  /** Has the pieces of a file as they are kept. */
  interface Keeper {
    byte[] piece(int number) throws IOException;

    default void close() throws IOException {}
  }

  /** How many bytes more are kept for each piece. */
  int overhead() {
    return key.isEmpty() ? 0 : SessionKey.OVERHEAD;
  }

  private String purpose(String part) {
    return "the file " + file + " of " + session + ": " + part;
  }

  private byte[] seal(byte[] bytes, String part) {
    return key.map(it -> it.seal(bytes, 0, bytes.length, purpose(part))).orElse(bytes);
  }

  private byte[] open(byte[] kept, String part) throws BadSealException {
    return key.isEmpty() ? kept : key.get().open(kept, purpose(part));
  }

  byte[] head(StoredFile head) {
    return seal(head.json(), "head");
  }

  StoredFile head(byte[] kept) throws IOException {
    try {
      return StoredFile.read(open(kept, "head"));
    } catch (IllegalArgumentException e) {
      throw new IOException("the file " + file + " has been changed", e);
    }
  }

  /**
   * Cuts a file.
   *
   * @param content is read to its end
   * @param most bytes that it may have
   * @return its head
   * @throws ShelfFullException if it has more
   */
  StoredFile cut(FileShelf.Label label, InputStream content, long most, Taker taker)
      throws IOException {
    MessageDigest digest = digest();
    long size = 0;
    int number = 0;
    for (byte[] piece = content.readNBytes(SIZE);
        piece.length > 0;
        piece = content.readNBytes(SIZE)) {
      size += piece.length;
      ShelfFullException.refuseOver(most, size);
      digest.update(piece);
      taker.take(number, seal(piece, Integer.toString(number)));
      number++;
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new StoredFile(label.id(), label.name(), label.type(), size, sha256);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * The bytes of a file.
   *
   * @param size of all of it
   * @param from the first of them
   */
  InputStream joined(long size, long from, Keeper keeper) {
    return new Joined(size, from, keeper);
  }

  /** Not thread-safe: it belongs to one reader. */
  private final class Joined extends InputStream {
    private final long size;
    private final Keeper keeper;
    private long at;
    private byte[] piece = {};
    private long begin = -1;

    Joined(long size, long from, Keeper keeper) {
      this.size = size;
      this.at = from;
      this.keeper = keeper;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at >= size) {
        return -1;
      }
      look();
      int in = (int) (at - begin);
      int count = Math.min(length, piece.length - in);
      System.arraycopy(piece, in, to, offset, count);
      at += count;
      return count;
    }

    private void look() throws IOException {
      long wanted = at - at % SIZE;
      if (wanted == begin) {
        return;
      }
      int number = Math.toIntExact(wanted / SIZE);
      try {
        piece = open(keeper.piece(number), Integer.toString(number));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      if (piece.length != Math.min(SIZE, size - wanted)) {
        throw new IOException("the file " + file + " has been changed at " + wanted);
      }
      begin = wanted;
    }

    @Override
    public void close() throws IOException {
      keeper.close();
    }
  }
}
