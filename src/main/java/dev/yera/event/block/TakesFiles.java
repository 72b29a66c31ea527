package dev.yera.event.block;

import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A question whose answer may name files. A client names each by its id in the session; what the
 * app gets has an object in its place, which says where the file is.
 */
public sealed interface TakesFiles permits FileInput, ChatInput {
  /** The most files of one answer. */
  int MOST = 100;

  /** What the id of a file is called. */
  String ID = "file_id";

  /** The files of an answer that the question takes: ids, or what the app gets of each. */
  List<?> files(Object answer);

  /** An answer with something else in the place of each file. */
  Object with(Object answer, UnaryOperator<Object> other);

  /** What the names or media types of the files are; empty for any. */
  List<String> accept();

  /** The largest size of each file in bytes; null for any. */
  Long maxBytes();

  /** As a client would send what an app got. */
  default Object asSent(Object answer) {
    return with(answer, file -> file instanceof Map<?, ?> members ? members.get(ID) : file);
  }

  /** Whether this is a list of different ids of files. */
  static boolean areIds(Object value) {
    if (!(value instanceof List<?> ids) || ids.size() > MOST) {
      return false;
    }
    for (Object id : ids) {
      if (!(id instanceof String text) || text.isEmpty()) {
        return false;
      }
    }
    return ids.stream().distinct().count() == ids.size();
  }

  /**
   * Why the question does not take a file.
   *
   * @return a sentence that names the file and the limit; empty if it takes it
   */
  default Optional<Reason> refusal(String name, String type, long size) {
    if (maxBytes() != null && size > maxBytes()) {
      return Optional.of(ReasonKey.LARGE_FILE.with(name, size, maxBytes()));
    }
    return FileType.isOneOf(accept(), name, type)
        ? Optional.empty()
        : Optional.of(ReasonKey.OTHER_FILE.with(name, type, String.join(", ", accept())));
  }

  /** What a client shows of files that the app got, so that they need not be sent again. */
  static List<Map<String, Object>> shown(List<?> files) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Object file : files) {
      if (file instanceof Map<?, ?> members && members.get(ID) instanceof String) {
        Map<String, Object> one = new LinkedHashMap<>();
        for (String name : List.of(ID, "name", "type", "size")) {
          one.put(name, members.get(name));
        }
        shown.add(one);
      }
    }
    return shown;
  }

  /** Reads {@code accept}: what cannot be wished for is left out. */
  static List<String> accept(Members data) {
    List<String> given = data.nullableStrings("accept");
    if (given == null) {
      return null;
    }
    boolean makesSense = given.stream().allMatch(FileType::isWish);
    String expected = "a list of media types (image/*) and endings (.csv)";
    return data.sensible(
        "accept", given, makesSense, expected, given.stream().filter(FileType::isWish).toList());
  }

  /** Reads files that a question begins with. */
  static List<Map<String, Object>> first(Members data) {
    Object given = data.any("default_value");
    List<Map<String, Object>> first = given instanceof List<?> files ? shown(files) : List.of();
    boolean areFiles =
        given == null || (given instanceof List<?> files && files.size() == first.size());
    return data.sensible("default_value", first, areFiles, "a list of files", List.of());
  }
}
