package dev.yera.event.block;

import java.util.Map;

/**
 * A picture.
 *
 * @param file the file
 * @param alt what it shows, in words, for those who cannot see it; or null
 * @param caption a sentence below it, or null
 * @param width in CSS pixels, at most the page's; null for its own
 */
public record Image(FileRef file, String alt, String caption, Integer width) implements Block {
  static final String TYPE = "image";

  static Image read(Members data) {
    return new Image(
        FileRef.read(data),
        data.nullableString("alt"),
        data.nullableString("caption"),
        data.nullableAtLeast(1, "width"));
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
    return Members.of("file", file.members(), "alt", alt, "caption", caption, "width", width);
  }
}
