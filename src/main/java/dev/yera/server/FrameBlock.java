package dev.yera.server;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Any number of finished frames as one "event" for Jersey's sink: one send is one write and one
 * flush. {@link FrameBlockWriter} writes the bytes unchanged and reports it here, because the sink
 * itself returns at once, even if it only queued the block.
 */
final class FrameBlock implements OutboundSseEvent {
  final byte[] bytes;
  final int offset;
  final int length;
  private final CountDownLatch written = new CountDownLatch(1);

  FrameBlock(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /** The server has taken the bytes. */
  void markWritten() {
    written.countDown();
  }

  /**
   * Waits until the server has taken the bytes.
   *
   * @param millis the longest wait
   * @return whether it has taken them
   */
  boolean awaitWritten(long millis) throws InterruptedException {
    return written.await(millis, TimeUnit.MILLISECONDS);
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
