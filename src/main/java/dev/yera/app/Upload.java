package dev.yera.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that a user gave: {@code Upload report = upload("Report", ".csv")}.
 *
 * @param path where it can be read, as long as the app runs; it cannot be changed there
 * @param name what the user calls it: one name, not a path
 * @param type its media type, as the user's browser says; nobody has looked whether that is true
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal digits
 * @param id in the session
 */
public record Upload(Path path, String name, String type, long size, String sha256, String id) {
  /**
   * Its bytes.
   *
   * @throws IOException if it cannot be read
   */
  public byte[] bytes() throws IOException {
    return Files.readAllBytes(path);
  }

  /**
   * Its text, in UTF-8.
   *
   * @throws IOException if it cannot be read, or is no such text
   */
  public String text() throws IOException {
    return Files.readString(path, StandardCharsets.UTF_8);
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file_id", id);
    members.put("name", name);
    members.put("type", type);
    members.put("size", size);
    members.put("sha256", sha256);
    members.put("path", path.toString());
    return members;
  }

  /** As the app's line has them. */
  static List<Object> members(List<Upload> files) {
    List<Object> all = new ArrayList<>();
    for (Upload file : files) {
      all.add(file.members());
    }
    return all;
  }

  private static Upload of(Map<?, ?> file) {
    return new Upload(
        Path.of((String) file.get("path")),
        (String) file.get("name"),
        (String) file.get("type"),
        ((Number) file.get("size")).longValue(),
        (String) file.get("sha256"),
        (String) file.get("file_id"));
  }

  /** Reads an answer of files. */
  static List<Upload> all(Object files) {
    List<Upload> all = new ArrayList<>();
    for (Object file : (List<?>) files) {
      all.add(of((Map<?, ?>) file));
    }
    return all;
  }

  /** Reads an answer of one file. */
  static Upload one(Object files) {
    return all(files).get(0);
  }
}
