package dev.yera.event.block;

import java.util.Map;

/**
 * A film.
 *
 * @param file the file
 * @param caption a sentence below it, or null
 */
public record Video(FileRef file, String caption) implements Block {
  static final String TYPE = "video";

  static Video read(Members data) {
    return new Video(FileRef.read(data), data.nullableString("caption"));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.CONTENT;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("file", file.members(), "caption", caption);
  }
}
