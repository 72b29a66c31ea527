package dev.yera.terminal;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;

/**
 * The calls of the C library that make a pseudo-terminal, with Linux' numbers. Each fails with a
 * {@link LastErrorException} that has the error's number.
 */
final class LibC {
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;

  static final NativeLong TIOCSWINSZ = new NativeLong(0x5414);

  static final short POLLIN = 1;
  static final short POLLOUT = 4;
  static final int EINTR = 4;
  static final int EIO = 5;
  static final int EAGAIN = 11;

  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  /**
   * Does nothing if it can be called.
   *
   * @throws LinkageError if not
   */
  static void require() {}

  /** Opens the side of a new pseudo-terminal that the server has. */
  static native int posix_openpt(int flags) throws LastErrorException;

  static native int grantpt(int fd) throws LastErrorException;

  static native int unlockpt(int fd) throws LastErrorException;

  /** Writes the path of the other side into the buffer; returns the error's number, 0 for none. */
  static native int ptsname_r(int fd, byte[] path, NativeLong room);

  static native int open(String path, int flags) throws LastErrorException;

  static native int close(int fd) throws LastErrorException;

  static native NativeLong read(int fd, Pointer buffer, NativeLong room) throws LastErrorException;

  static native NativeLong write(int fd, byte[] bytes, NativeLong count) throws LastErrorException;

  static native int poll(byte[] descriptors, NativeLong count, int millis)
      throws LastErrorException;

  static native int ioctl(int fd, NativeLong request, short[] size) throws LastErrorException;

  static native int tcgetattr(int fd, byte[] attributes) throws LastErrorException;

  static native int tcsetattr(int fd, int when, byte[] attributes) throws LastErrorException;
}
