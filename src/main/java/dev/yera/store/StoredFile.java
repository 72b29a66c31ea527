package dev.yera.store;

import dev.yera.event.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of a session, without its bytes.
 *
 * @param id unique in its session: hexadecimal digits
 * @param name what its sender calls it; never a path
 * @param type its media type, as its sender says
 * @param size in bytes
 * @param sha256 of its bytes, in hexadecimal digits
 */
public record StoredFile(String id, String name, String type, long size, String sha256) {
  private static final String ID = "file_id";
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String SIZE = "size";
  private static final String SHA256 = "sha256";

  /** Its members in JSON, as clients and apps get them. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(ID, id);
    members.put(NAME, name);
    members.put(TYPE, type);
    members.put(SIZE, size);
    members.put(SHA256, sha256);
    return members;
  }

  byte[] json() {
    return Json.bytes(members());
  }

  /**
   * The one that {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static StoredFile read(byte[] json) {
    try {
      Map<?, ?> members = (Map<?, ?>) Json.read(json);
      return new StoredFile(
          (String) members.get(ID),
          (String) members.get(NAME),
          (String) members.get(TYPE),
          ((Number) members.get(SIZE)).longValue(),
          (String) members.get(SHA256));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("this is not the head of a file", e);
    }
  }
}
