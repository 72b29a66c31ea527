package dev.yera.file;

import dev.yera.store.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Copies of files of a session, for its app to read. A copy is there whole or not at all, and is
 * called by the file's id and the ending of its name: nothing else of what a user wrote is in a
 * path. An app that is in no box may put links where the copies are to go: none is followed.
 * Thread-safe; waits for the disk only.
 */
public final class HandedFolder {
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,16}$");
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  private static final FileAttribute<?> READ_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--------"));

  private final Path folder;

  /**
   * Of one session.
   *
   * @param folder is there as long as the session has a process
   */
  public HandedFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Copies a file, unless it was copied before.
   *
   * @return where the copy is
   * @throws FileCopyException if it cannot be copied, as after the end of the session's process
   */
  public Path copy(SessionFiles files, String session, StoredFile file) {
    Path name = Path.of(name(file));
    try (DirectoryStream<Path> around = Files.newDirectoryStream(folder.getParent());
        SecureDirectoryStream<Path> copies =
            ((SecureDirectoryStream<Path>) around)
                .newDirectoryStream(folder.getFileName(), LinkOption.NOFOLLOW_LINKS)) {
      if (!isThere(copies, name, file.size())) {
        write(copies, name, files, session, file);
      }
      return folder.resolve(name);
    } catch (IOException e) {
      throw new FileCopyException(e);
    }
  }

  private static String name(StoredFile file) {
    Matcher ending = ENDING.matcher(file.name());
    return ending.find() ? file.id() + ending.group() : file.id();
  }

  private static boolean isThere(SecureDirectoryStream<Path> copies, Path name, long size)
      throws IOException {
    try {
      var attributes =
          copies
              .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
              .readAttributes();
      return attributes.isRegularFile() && attributes.size() == size;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static void write(
      SecureDirectoryStream<Path> copies,
      Path name,
      SessionFiles files,
      String session,
      StoredFile file)
      throws IOException {
    Path draft = Path.of("." + UUID.randomUUID());
    boolean whole = false;
    try {
      try (SeekableByteChannel channel = copies.newByteChannel(draft, NEW, READ_ONLY);
          OutputStream out = Channels.newOutputStream(channel);
          InputStream in = files.open(session, file, 0)) {
        in.transferTo(out);
      }
      copies.move(draft, copies, name);
      whole = true;
    } finally {
      if (!whole) {
        copies.deleteFile(draft);
      }
    }
  }
}
