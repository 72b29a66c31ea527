package dev.yera.event.block;

import java.util.Map;

/**
 * A file to be kept by the user.
 *
 * @param file the file
 * @param caption a sentence below it, or null
 */
public record FileBlock(FileRef file, String caption) implements Block {
  static final String TYPE = "file";

  static FileBlock read(Members data) {
    return new FileBlock(FileRef.read(data), data.nullableString("caption"));
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
