package dev.yera.server;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;

/**
 * Any number of finished frames as one "event" for {@link ResteasySink}: what follows the first
 * field is told to be the value of that field.
 */
final class FrameText implements OutboundSseEvent {
  private static final String COMMENT = ": ";
  private static final String ID = "id: ";
  private static final String NAME = "event: ";
  private static final String RETRY = "retry: ";

  private final String comment;
  private final String name;
  private final String id;
  private final long retry;

  /**
   * The frames.
   *
   * @param frames begin with a comment, perhaps with a {@code retry} and nothing else; or with a
   *     name; or with an id
   */
  FrameText(String frames) {
    // The writer itself ends the field, and the frame.
    String text = frames.substring(0, frames.length() - 2);
    String first = "";
    if (text.startsWith(COMMENT)) {
      int end = text.indexOf('\n');
      first = end < 0 ? text : text.substring(0, end);
      text = end < 0 ? "" : text.substring(end + 1);
    }
    comment = first.isEmpty() ? null : first.substring(COMMENT.length());
    name = value(NAME, text);
    id = value(ID, text);
    String millis = value(RETRY, text);
    retry = millis == null ? RECONNECT_NOT_SET : Long.parseLong(millis);
    if (!text.isEmpty() && name == null && id == null && millis == null) {
      throw new IllegalArgumentException("frames begin with a comment, a name or an id");
    }
  }

  private static String value(String field, String text) {
    return text.startsWith(field) ? text.substring(field.length()) : null;
  }

  @Override
  public Class<?> getType() {
    return String.class; // without one, RESTEasy writes the comment only
  }

  @Override
  public Type getGenericType() {
    return String.class;
  }

  @Override
  public MediaType getMediaType() {
    return MediaType.TEXT_PLAIN_TYPE;
  }

  @Override
  public Object getData() {
    return null;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getComment() {
    return comment;
  }

  @Override
  public long getReconnectDelay() {
    return retry;
  }

  @Override
  public boolean isReconnectDelaySet() {
    return retry != RECONNECT_NOT_SET;
  }
}
