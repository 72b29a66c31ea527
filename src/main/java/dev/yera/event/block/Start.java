package dev.yera.event.block;

import java.util.Map;

/**
 * The first event of a session, written by the server.
 *
 * @param appName the display name of the app
 */
public record Start(String appName) implements Block {
  static final String TYPE = "start";

  static Start read(Members data) {
    return new Start(data.string("app_name", ""));
  }

  @Override
  public String blockType() {
    return TYPE;
  }

  @Override
  public EventClass eventClass() {
    return EventClass.LIFECYCLE;
  }

  @Override
  public Map<String, Object> members() {
    return Members.of("app_name", appName);
  }
}
