package dev.yera.app.local;

import dev.yera.event.block.FileType;
import dev.yera.event.block.TakesFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files of this machine as answers: they stay where they are. */
final class LocalFiles {
  private LocalFiles() {}

  /**
   * What an app gets of files.
   *
   * @param given a path, or several of them
   * @throws IllegalArgumentException if one is not there, or the question does not take it
   */
  static List<Object> of(TakesFiles question, Object given) {
    List<Object> files = new ArrayList<>();
    for (Object each : given instanceof Collection<?> several ? several : List.of(given)) {
      files.add(file(question, path(each)));
    }
    return files;
  }

  private static Path path(Object given) {
    try {
      return given instanceof Path path ? path : Path.of(given.toString().strip());
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(given + " is no path", e);
    }
  }

  private static Map<String, Object> file(TakesFiles question, Path path) {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("there is no file " + path.toAbsolutePath());
    }
    String name = path.getFileName().toString();
    String type = FileType.of(null, name);
    try {
      long size = Files.size(path);
      question
          .refusal(name, type, size)
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(why.toString());
              });
      String sha256 = sha256(path);
      Map<String, Object> file = new LinkedHashMap<>();
      file.put(TakesFiles.ID, sha256.substring(0, 32));
      file.put("name", name);
      file.put("type", type);
      file.put("size", size);
      file.put("sha256", sha256);
      file.put("path", path.toAbsolutePath().toString());
      return file;
    } catch (IOException e) {
      throw new IllegalArgumentException(path + " cannot be read", e);
    }
  }

  private static String sha256(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
