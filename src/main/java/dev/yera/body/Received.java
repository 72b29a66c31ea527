package dev.yera.body;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What has come of a body: in memory, or in a file without a name, which is gone with this process
 * at the latest. One thread takes and opens it at a time; any asks for its size.
 */
abstract sealed class Received implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Received.class.getName());

  /** Nothing has come yet. */
  static Received in(Optional<Path> folder) throws IOException {
    return folder.isEmpty() ? new InMemory() : new InFile(folder.get());
  }

  /**
   * Takes the beginning of a piece.
   *
   * @return false if there is no room for it
   */
  abstract boolean take(byte[] piece, int length);

  abstract long size();

  /** From its first byte. */
  abstract InputStream open() throws IOException;

  @Override
  public abstract void close();

  private static final class InMemory extends Received {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    boolean take(byte[] piece, int length) {
      bytes.write(piece, 0, length);
      return true;
    }

    @Override
    long size() {
      return bytes.size();
    }

    @Override
    InputStream open() {
      return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Override
    public void close() {
      // The memory goes with this object.
    }
  }

  private static final class InFile extends Received {
    private final FileChannel file;
    private volatile long size;

    InFile(Path folder) throws IOException {
      file =
          FileChannel.open(
              folder.resolve("body-" + UUID.randomUUID()),
              Set.of(
                  StandardOpenOption.CREATE_NEW,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE,
                  StandardOpenOption.DELETE_ON_CLOSE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    boolean take(byte[] piece, int length) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(piece, 0, length);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
        size = file.position();
        return true;
      } catch (IOException e) {
        LOG.log(Level.WARNING, "There is no room for an upload", e);
        return false;
      }
    }

    @Override
    long size() {
      return size;
    }

    @Override
    InputStream open() throws IOException {
      return Channels.newInputStream(file.position(0));
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The file of an upload stays open", e);
      }
    }
  }
}
