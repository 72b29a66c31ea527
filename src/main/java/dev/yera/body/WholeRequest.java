package dev.yera.body;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request whose body has been read already. */
public final class WholeRequest extends HttpServletRequestWrapper {
  private final ServletInputStream body;

  /** This request, with this body. */
  public WholeRequest(HttpServletRequest request, byte[] body) {
    this(request, new ByteArrayInputStream(body));
  }

  /**
   * This request, with this body.
   *
   * @param body is all there; it is not closed
   */
  WholeRequest(HttpServletRequest request, InputStream body) {
    super(request);
    this.body = new Bytes(body);
  }

  @Override
  public ServletInputStream getInputStream() {
    return body;
  }

  private static final class Bytes extends ServletInputStream {
    private final InputStream bytes;
    private boolean finished;

    Bytes(InputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int one = bytes.read();
      finished = one < 0;
      return one;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int n = bytes.read(to, offset, length);
      finished = n < 0;
      return n;
    }

    @Override
    public int available() throws IOException {
      return bytes.available();
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("the body has come already");
    }
  }
}
