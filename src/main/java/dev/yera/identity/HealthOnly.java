package dev.yera.identity;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Keeps what a health check has found out for itself, and lets its status through. */
final class HealthOnly extends HttpServletResponseWrapper {
  private final PrintWriter writer =
      new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  HealthOnly(HttpServletResponse response) {
    super(response);
  }

  /** Sends the status. */
  void send() throws IOException {
    HttpServletResponse response = (HttpServletResponse) getResponse();
    boolean up = response.getStatus() == SC_OK;
    response.setContentType("application/json");
    response
        .getOutputStream()
        .write(
            "{\"status\":\"%s\"}".formatted(up ? "UP" : "DOWN").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new Nothing();
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public void setContentLength(int length) {
    // It is that of a body which is not sent.
  }

  @Override
  public void setContentLengthLong(long length) {
    // It is that of a body which is not sent.
  }

  @Override
  public void flushBuffer() {
    // There is nothing to send yet.
  }

  private static final class Nothing extends ServletOutputStream {
    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new IllegalStateException("health is told at once");
    }

    @Override
    public void write(int b) {
      // Not for whoever asks.
    }
  }
}
