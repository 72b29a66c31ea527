package dev.yera.cluster;

import dev.yera.stream.FrameSender;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends to another node, through the servlet's own stream. */
final class AsyncSender implements FrameSender {
  private final AsyncContext context;
  private final AtomicBoolean closed = new AtomicBoolean();

  AsyncSender(AsyncContext context) {
    this.context = context;
  }

  @Override
  public void send(byte[] frames, int offset, int length) throws IOException {
    if (closed.get()) {
      throw new IOException("The stream is closed");
    }
    try {
      ServletOutputStream out = context.getResponse().getOutputStream();
      out.write(frames, offset, length);
      context.getResponse().flushBuffer();
    } catch (IllegalStateException e) {
      throw new IOException("The node is gone", e);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.complete();
    }
  }
}
