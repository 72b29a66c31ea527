package dev.yera.event.block;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A piece of markdown text. Chunks of one block are appended without a separator.
 *
 * @param content the next piece of the text
 * @param role who says it, which the first chunk tells; null for the app itself
 * @param name what they are called, or null
 */
public record Markdown(String content, Speaker role, String name) implements Block {
  public static final String TYPE = "markdown";

  /** A piece that the app itself says. */
  public Markdown(String content) {
    this(content, null, null);
  }

  static Markdown read(Members data) {
    return new Markdown(data.string("content", ""), data.role("role"), data.nullableString("name"));
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
    if (role == null && name == null) {
      return Members.of("content", content);
    }
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("content", content);
    Members.put(members, "role", role == null ? null : role.wireName());
    Members.put(members, "name", name);
    return Collections.unmodifiableMap(members);
  }
}
