package dev.yera.stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;

/**
 * Any number of finished frames as one "event" for Jersey's sink: one send is one write and one
 * flush. {@link FrameBlockWriter} writes the bytes as they are.
 */
final class FrameBlock implements OutboundSseEvent {
  final byte[] bytes;
  final int offset;
  final int length;

  FrameBlock(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  @Override
  public Class<?> getType() {
    return FrameBlock.class;
  }

  @Override
  public Type getGenericType() {
    return FrameBlock.class;
  }

  @Override
  public MediaType getMediaType() {
    return MediaType.SERVER_SENT_EVENTS_TYPE;
  }

  @Override
  public Object getData() {
    return bytes;
  }

  @Override
  public String getId() {
    return null;
  }

  @Override
  public String getName() {
    return null;
  }

  @Override
  public String getComment() {
    return null;
  }

  @Override
  public long getReconnectDelay() {
    return RECONNECT_NOT_SET;
  }

  @Override
  public boolean isReconnectDelaySet() {
    return false;
  }
}
