package org.apache.catalina.connector;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A context of Payara's at the moment when the thread in which its request began takes no listeners
 * any more, and has not looked yet for a dispatch that it left: what it is asked stops there.
 */
public final class LeavingContext implements AsyncContext {
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean leaves = true;
  private volatile boolean lost;
  private volatile boolean dispatched;

  /** The thread has looked. */
  public void look() {
    leaves = false;
  }

  /** How often somebody wanted to know whether it has. */
  public int asked() {
    return asked.get();
  }

  /** Whether the request goes on. */
  public boolean isDispatched() {
    return dispatched;
  }

  /** Whether it never will. */
  public boolean isLost() {
    return lost;
  }

  boolean isDelayAsyncDispatchAndComplete() {
    asked.incrementAndGet();
    return leaves;
  }

  @Override
  public void dispatch() {
    lost = leaves;
    dispatched = !leaves;
  }

  @Override
  public void setTimeout(long timeout) {
    throw new IllegalStateException("AsyncContext.setTimeout");
  }

  @Override
  public long getTimeout() {
    return 0;
  }

  @Override
  public void dispatch(String path) {
    throw new UnsupportedOperationException(path);
  }

  @Override
  public void dispatch(ServletContext context, String path) {
    throw new UnsupportedOperationException(path);
  }

  @Override
  public ServletRequest getRequest() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServletResponse getResponse() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasOriginalRequestAndResponse() {
    return true;
  }

  @Override
  public void complete() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void start(Runnable run) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addListener(AsyncListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void addListener(
      AsyncListener listener, ServletRequest request, ServletResponse response) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T extends AsyncListener> T createListener(Class<T> type) {
    throw new UnsupportedOperationException();
  }
}
