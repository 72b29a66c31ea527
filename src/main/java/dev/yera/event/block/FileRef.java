package dev.yera.event.block;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which file a block shows. An app gives one by its path, or whole in base64; what viewers get has
 * its id in the session instead, which the server puts there.
 *
 * @param id of a file of the session, or null
 * @param path in a folder of the app's own, or null
 * @param base64 the bytes, or null
 * @param name what it is called, or null
 * @param type its media type, or null
 * @param size in bytes, or null
 */
public record FileRef(
    String id, String path, String base64, String name, String type, Number size) {
  private static final String ID = "file_id";
  private static final String PATH = "path";
  private static final String BASE64 = "base64";
  private static final String NAME = "name";
  private static final String TYPE = "type";
  private static final String SIZE = "size";

  /** One that an app has written. */
  public static FileRef at(String path) {
    return new FileRef(null, path, null, null, null, null);
  }

  /** One whose bytes come along. */
  public static FileRef inline(String name, String base64) {
    return new FileRef(null, null, base64, name, null, null);
  }

  /** One of the session's. */
  public static FileRef stored(String id, String name, String type, long size) {
    return new FileRef(id, null, null, name, type, size);
  }

  static FileRef read(Members data) {
    Members file = data.nested("file").orElseGet(() -> new Members("", Map.of(), unused -> {}));
    FileRef ref =
        new FileRef(
            file.nullableString(ID),
            file.nullableString(PATH),
            file.nullableString(BASE64),
            file.nullableString(NAME),
            file.nullableString(TYPE),
            file.number(SIZE, null));
    file.complainOfRest("a file");
    return ref;
  }

  /** Its members in JSON, without those that it has not. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    Members.put(members, ID, id);
    Members.put(members, PATH, path);
    Members.put(members, BASE64, base64);
    Members.put(members, NAME, name);
    Members.put(members, TYPE, type);
    Members.put(members, SIZE, size);
    return members;
  }

  /** What a person knows it by: its name, or the last part of its path. */
  public String title() {
    if (name != null || path == null) {
      return name == null ? "" : name;
    }
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
