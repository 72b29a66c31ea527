package dev.yera.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sealed log. Each write is a record of its own, sealed for its position in the log of its
 * session: an end of this process, or of the machine, leaves whole records and perhaps a torn one,
 * which is no record.
 *
 * <pre>
 * length of the sealed bytes (4 bytes)
 * the sealed bytes
 * </pre>
 *
 * <p>Of the places of records every {@link #STEP} bytes one is in memory; between them the lengths
 * are read.
 */
final class SealedBytes extends LogBytes {
  private static final int STEP = 64 * 1024;

  /** Where a record begins: in the log as it was written, and in the file. */
  private record Place(long plain, long file) {}

  private final String session;
  private final SessionKey key;

  /** Of records, at least {@link #STEP} apart, from the beginning on. */
  private final List<Place> places = new ArrayList<>();

  /** Where the last record ends; null until the file was looked at. */
  private Place end;

  SealedBytes(Path path, String session, SessionKey key) {
    super(path);
    this.session = session;
    this.key = key;
  }

  private String purpose(long plain) {
    return "the log of " + session + " from " + plain;
  }

  @Override
  synchronized void write(long plain, byte[] bytes, int offset, int count) throws IOException {
    look();
    if (plain < end.plain) {
      end = find(plain);
      places.removeIf(each -> each.plain >= plain);
    }
    if (end.plain != plain) {
      throw new IOException("no record of the log ends at " + plain);
    }
    byte[] sealed = key.seal(bytes, offset, count, purpose(plain));
    byte[] record =
        ByteBuffer.allocate(4 + sealed.length).putInt(sealed.length).put(sealed).array();
    put(end.file, record, 0, record.length);
    remember(end);
    end = new Place(plain + count, end.file + record.length);
  }

  private void remember(Place record) {
    if (places.isEmpty() || record.plain - places.get(places.size() - 1).plain >= STEP) {
      places.add(record);
    }
  }

  /** Finds the records of the file. Of those at its end only whole ones count. */
  private void look() throws IOException {
    if (end != null) {
      return;
    }
    Place at = new Place(0, 0);
    if (Files.exists(path)) {
      try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
        for (Place next = after(file, at); next != null; next = after(file, at)) {
          remember(at);
          at = next;
        }
        at = lastWhole(file, at);
      }
    }
    end = at;
  }

  /** Where the record ends that begins here; null if none does. */
  private static Place after(RandomAccessFile file, Place begin) throws IOException {
    if (file.length() - begin.file < 4) {
      return null;
    }
    file.seek(begin.file);
    int length = file.readInt();
    long next = begin.file + 4 + length;
    return length <= SessionKey.OVERHEAD || next > file.length()
        ? null
        : new Place(begin.plain + length - SessionKey.OVERHEAD, next);
  }

  /** After a failure of power the length of a file may have come to the disk without its bytes. */
  private Place lastWhole(RandomAccessFile file, Place last) throws IOException {
    Place at = places.isEmpty() ? last : places.get(places.size() - 1);
    Place torn = null;
    while (at.plain < last.plain) {
      Place next = after(file, at);
      boolean isWhole = isWhole(file, at, next);
      if (isWhole && torn != null) {
        throw new IOException("the log has been changed at " + torn.plain);
      }
      torn = isWhole || torn != null ? torn : at;
      at = next;
    }
    return torn == null ? last : torn;
  }

  private boolean isWhole(RandomAccessFile file, Place begin, Place next) throws IOException {
    try {
      return plain(file, begin, next).length > 0;
    } catch (BadSealException e) {
      return false;
    }
  }

  private byte[] plain(RandomAccessFile file, Place begin, Place next) throws IOException {
    byte[] sealed = new byte[Math.toIntExact(next.file - begin.file - 4)];
    file.seek(begin.file + 4);
    file.readFully(sealed);
    return key.open(sealed, purpose(begin.plain));
  }

  /** The place of the record that begins here. */
  private Place find(long plain) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      Place at = before(plain);
      while (at != null && at.plain < plain) {
        at = after(file, at);
      }
      if (at == null || at.plain != plain) {
        throw new IOException("no record of the log begins at " + plain);
      }
      return at;
    }
  }

  /** The last place in memory that is not behind this position. */
  private synchronized Place before(long plain) {
    int low = 0;
    int high = places.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (places.get(middle).plain <= plain) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return places.isEmpty() ? new Place(0, 0) : places.get(low);
  }

  @Override
  Reader open() throws IOException {
    long length;
    synchronized (this) {
      look();
      length = end.plain;
    }
    return length == 0 ? Reader.OF_NOTHING : new Opened(length);
  }

  /** What is written when it is made. */
  private final class Opened implements Reader {
    private final long length;
    private final RandomAccessFile file;

    Opened(long length) throws IOException {
      this.length = length;
      file = new RandomAccessFile(path.toFile(), "r");
    }

    @Override
    public long length() {
      return length;
    }

    @Override
    public byte[] read(long position, long count) throws IOException {
      ByteBuffer read = ByteBuffer.allocate(Math.toIntExact(count));
      Place at = before(position);
      while (read.hasRemaining()) {
        Place next = after(file, at);
        if (next == null) {
          throw new IOException("the log ends at " + at.plain);
        }
        long from = position + read.position();
        if (next.plain > from) {
          byte[] plain = plain(file, at, next);
          int begin = Math.toIntExact(from - at.plain);
          read.put(plain, begin, Math.min(read.remaining(), plain.length - begin));
        }
        at = next;
      }
      return read.array();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
