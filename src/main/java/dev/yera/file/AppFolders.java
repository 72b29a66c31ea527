package dev.yera.file;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens files in an app's own folders. The app runs meanwhile, and may put anything there: so every
 * part of a path is opened below the one before, no link is followed, and what is no file is not
 * waited for. Names are UTF-8, as the app writes them. Thread-safe; waits for the disk only.
 */
public final class AppFolders {
  /** Linux has other numbers there. */
  private static final boolean OTHERS =
      Set.of("aarch64", "arm", "ppc64le").contains(System.getProperty("os.arch", ""));

  private static final int O_DIRECTORY = OTHERS ? 0x4000 : 0x10000;
  private static final int O_NOFOLLOW = OTHERS ? 0x8000 : 0x20000;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int ENOENT = 2;
  private static final int ENOTDIR = 20;
  private static final int ELOOP = 40;

  /** The calls of the C library; loaded when the first file is given. */
  private static final class LibC {
    static {
      Native.register(LibC.class, "c");
    }

    private LibC() {}

    static void require() {}

    static native int open(byte[] path, int flags) throws LastErrorException;

    static native int openat(int folder, byte[] name, int flags) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;
  }

  private final List<String> folders;

  /**
   * Of one app.
   *
   * @param working where it runs; relative paths begin there
   * @param home the session's own folder; they may begin there, too
   */
  public AppFolders(Path working, Path home) {
    folders = Stream.of(working, home).map(Path::toString).distinct().toList();
  }

  /**
   * Opens a file.
   *
   * @throws IOException if there is no such file in these folders; its message is for the author of
   *     the app, and has no path but the given one
   */
  public InputStream open(String path) throws IOException {
    if (path.isEmpty() || path.indexOf('\0') >= 0) {
      throw refusal(path, "is no path");
    }
    IOException failure = null;
    for (String folder : folders) {
      if (path.startsWith("/") && !path.startsWith(folder + "/")) {
        continue;
      }
      String below = path.startsWith("/") ? path.substring(folder.length()) : path;
      try {
        return below(folder, names(path, below), path);
      } catch (IOException e) {
        failure = failure == null || failure instanceof NoSuchFileException ? e : failure;
      }
    }
    throw failure == null ? refusal(path, "is in no folder of the app's own") : failure;
  }

  private static IOException refusal(String path, String what) {
    return new IOException("\"" + path + "\" " + what);
  }

  private static List<String> names(String path, String below) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : below.split("/", -1)) {
      if (name.equals("..")) {
        throw refusal(path, "is in no folder of the app's own");
      }
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    if (names.isEmpty()) {
      throw refusal(path, "is not a file");
    }
    return names;
  }

  private static InputStream below(String folder, List<String> names, String path)
      throws IOException {
    int fd = -1;
    try {
      LibC.require();
    } catch (LinkageError e) {
      throw refusal(path, "cannot be opened by this server; its log says why");
    }
    try {
      fd = LibC.open(word(folder, systems()), O_DIRECTORY | O_CLOEXEC);
      for (int i = 0; i < names.size(); i++) {
        int kind = i < names.size() - 1 ? O_DIRECTORY : O_NONBLOCK; // a pipe is not waited for
        byte[] name = word(names.get(i), StandardCharsets.UTF_8);
        int next = LibC.openat(fd, name, kind | O_NOFOLLOW | O_CLOEXEC);
        LibC.close(fd);
        fd = next;
      }
      return opened(fd, path);
    } catch (LastErrorException e) {
      throw switch (e.getErrorCode()) {
        case ENOENT -> new NoSuchFileException("\"" + path + "\" is not there");
        case ENOTDIR, ELOOP -> refusal(path, "is not there, or is behind a link");
        default -> refusal(path, "cannot be opened (error " + e.getErrorCode() + ")");
      };
    } finally {
      if (fd >= 0) {
        LibC.close(fd);
      }
    }
  }

  /** The open file once more, as Java reads it: the same one, whatever is at its path by now. */
  private static InputStream opened(int fd, String path) throws IOException {
    Path same = Path.of("/proc/self/fd", Integer.toString(fd));
    if (!Files.readAttributes(same, BasicFileAttributes.class).isRegularFile()) {
      throw refusal(path, "is not a file");
    }
    try {
      return Channels.newInputStream(FileChannel.open(same, StandardOpenOption.READ));
    } catch (IOException e) {
      throw new IOException("\"" + path + "\" cannot be read", e);
    }
  }

  private static byte[] word(String text, Charset charset) {
    byte[] bytes = text.getBytes(charset);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  private static Charset systems() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }
}
