package dev.yera.terminal;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The server's side of a pseudo-terminal: what a program prints is read here, what is typed is
 * written. It is gone when the last process has closed the other side and all was read. One thread
 * reads, one writes, any may ask or resize. Thread-safe.
 */
public final class PseudoTerminal {
  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_PATH = 64;

  /** Room for the C library's {@code struct termios}, which has 60 bytes on Linux. */
  private static final int ATTRIBUTES = 256;

  private static final int INPUT_FLAGS = 0;
  private static final int LOCAL_FLAGS = 12;
  private static final int ICANON = 2;
  private static final int ECHO = 8;

  /** A backspace takes back a whole character. */
  private static final int IUTF8 = 0x4000;

  /** Nobody waits longer in the system: whoever closes it waits for them. */
  private static final int STEP_MILLIS = 500;

  /** More at once is not what somebody typed. */
  private static final int FLOOD = 2048;

  private static final int SOON_MILLIS = 2;

  private final int fd;
  private final String path;

  /** Closing has the write lock: the number of a closed descriptor may be another file's. */
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  private boolean closed;

  /** What was read last, as far as nobody took it. Of the reading thread. */
  private final Memory buffer = new Memory(BUFFER);

  private PseudoTerminal(int fd, String path) {
    this.fd = fd;
    this.path = path;
  }

  /** Whether the C library can be called, which makes them. The log of the start has the reason. */
  public static boolean areAvailable() {
    try {
      LibC.require();
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /**
   * A new one.
   *
   * @throws IOException if the system has none left, or cannot make any
   */
  public static PseudoTerminal open(int columns, int rows) throws IOException {
    if (!areAvailable()) {
      throw new IOException("this server can make no terminal; its log says why");
    }
    try {
      int fd = LibC.posix_openpt(LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC | LibC.O_NONBLOCK);
      try {
        LibC.grantpt(fd);
        LibC.unlockpt(fd);
        PseudoTerminal terminal = new PseudoTerminal(fd, path(fd));
        terminal.decodeUtf8();
        terminal.resize(columns, rows);
        return terminal;
      } catch (LastErrorException | IOException e) {
        LibC.close(fd);
        throw e;
      }
    } catch (LastErrorException e) {
      throw new IOException("no pseudo-terminal can be made: " + e.getMessage(), e);
    }
  }

  private static String path(int fd) throws IOException {
    byte[] path = new byte[LONGEST_PATH];
    int error = LibC.ptsname_r(fd, path, new NativeLong(path.length));
    if (error != 0) {
      throw new IOException("a pseudo-terminal has no name: error " + error);
    }
    int end = 0;
    while (path[end] != 0) {
      end++;
    }
    return new String(path, 0, end, StandardCharsets.US_ASCII);
  }

  private void decodeUtf8() {
    byte[] attributes = attributes();
    numbers(attributes).putInt(INPUT_FLAGS, numbers(attributes).getInt(INPUT_FLAGS) | IUTF8);
    LibC.tcsetattr(fd, 0, attributes);
  }

  private byte[] attributes() {
    byte[] attributes = new byte[ATTRIBUTES];
    LibC.tcgetattr(fd, attributes);
    return attributes;
  }

  private static ByteBuffer numbers(byte[] structure) {
    return ByteBuffer.wrap(structure).order(ByteOrder.nativeOrder());
  }

  /** The path of the program's side. */
  public String path() {
    return path;
  }

  /** What becomes of what is typed now; empty if the program is gone. */
  public Optional<EchoMode> echo() {
    lock.readLock().lock();
    try {
      if (closed) {
        return Optional.empty();
      }
      int flags = numbers(attributes()).getInt(LOCAL_FLAGS);
      if ((flags & ECHO) != 0) {
        return Optional.of(EchoMode.ON);
      }
      return Optional.of((flags & ICANON) == 0 ? EchoMode.RAW : EchoMode.OFF);
    } catch (LastErrorException gone) {
      return Optional.empty();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Changes its size, of which the program in the foreground is told.
   *
   * @param columns 1 to 65,535
   * @param rows likewise
   */
  public void resize(int columns, int rows) {
    lock.readLock().lock();
    try {
      if (!closed) {
        LibC.ioctl(fd, LibC.TIOCSWINSZ, new short[] {(short) rows, (short) columns, 0, 0});
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * After the last process of it has ended: lets who reads come to the end, also if none of them
   * ever opened it.
   */
  void hangUp() {
    lock.readLock().lock();
    try {
      if (!closed) {
        LibC.close(LibC.open(path, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC));
      }
    } catch (LastErrorException gone) {
      // Then there is nothing to wait for either: it is closed when that was read.
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Gives it back, also under the hands of who reads or writes; may wait half a second for them.
   */
  public void close() {
    lock.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        LibC.close(fd);
        buffer.close();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  private boolean isReady(short event, int millis) {
    byte[] descriptor = new byte[8];
    numbers(descriptor).putInt(0, fd).putShort(4, event);
    try {
      return LibC.poll(descriptor, new NativeLong(1), millis) > 0;
    } catch (LastErrorException e) {
      if (e.getErrorCode() == LibC.EINTR) {
        return false;
      }
      throw e;
    }
  }

  // ---- What is printed

  /** What the program prints. Its end closes the terminal. */
  InputStream output() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int room) throws IOException {
        Objects.checkFromIndexSize(offset, room, into.length);
        int count = 0;
        while (count == 0 && room > 0) {
          count = take(into, offset, Math.min(room, BUFFER));
        }
        if (count < 0) {
          PseudoTerminal.this.close();
        }
        return count;
      }
    };
  }

  /** Reads what is there; 0 if nothing comes for a while, −1 at the end. */
  private int take(byte[] into, int offset, int room) throws IOException {
    lock.readLock().lock();
    try {
      if (closed) {
        return -1;
      }
      int count = 0;
      // The system gives 4 KB at a time: what follows at once belongs to it, in a flood also what
      // follows soon.
      while (count < room && isReady(LibC.POLLIN, patience(count))) {
        int read = read(count, room - count);
        if (read < 0) {
          count = count == 0 ? -1 : count; // the end comes again
          break;
        }
        count += read;
      }
      if (count > 0) {
        buffer.read(0, into, offset, count);
      }
      return count;
    } catch (LastErrorException e) {
      throw new IOException("a pseudo-terminal cannot be read", e);
    } finally {
      lock.readLock().unlock();
    }
  }

  private static int patience(int count) {
    return count == 0 ? STEP_MILLIS : count < FLOOD ? 0 : SOON_MILLIS;
  }

  /** −1 if no process has it any more. */
  private int read(int at, int room) {
    try {
      return LibC.read(fd, buffer.share(at), new NativeLong(room)).intValue();
    } catch (LastErrorException e) {
      if (e.getErrorCode() == LibC.EIO) {
        return -1;
      }
      if (e.getErrorCode() == LibC.EAGAIN || e.getErrorCode() == LibC.EINTR) {
        return 0;
      }
      throw e;
    }
  }

  // ---- What is typed

  /** What is typed. Closing it types the end of input, Ctrl-D, and lets the terminal be. */
  OutputStream input() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] from, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, from.length);
        for (int i = offset; i < offset + count; ) {
          i += put(Arrays.copyOfRange(from, i, Math.min(offset + count, i + BUFFER)));
        }
      }

      @Override
      public void close() throws IOException {
        write(Keys.endOfInput());
      }
    };
  }

  /** Writes what it takes; 0 if the program does not read for a while. */
  private int put(byte[] bytes) throws IOException {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IOException("the pseudo-terminal is gone");
      }
      if (!isReady(LibC.POLLOUT, STEP_MILLIS)) {
        return 0;
      }
      return LibC.write(fd, bytes, new NativeLong(bytes.length)).intValue();
    } catch (LastErrorException e) {
      if (e.getErrorCode() == LibC.EAGAIN || e.getErrorCode() == LibC.EINTR) {
        return 0;
      }
      throw new IOException("a pseudo-terminal cannot be written", e);
    } finally {
      lock.readLock().unlock();
    }
  }
}
