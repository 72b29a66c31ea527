package dev.yera.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Bodies on their way stay within their bounds, whoever sends them. */
class ArrivalsTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int MOST_AT_ONCE = 3;
  private static final int MOST_BYTES = 100;
  private static final int LARGEST = 60;

  private final Arrivals arrivals = new Arrivals(MOST_AT_ONCE, MOST_BYTES);

  /** What a container has of a request. */
  private final class Sender {
    final List<String> asked = new ArrayList<>();
    final Incoming in = new Incoming();
    final ArrivingBody body;

    Sender(Duration time) throws IOException {
      ServletRequest request =
          (ServletRequest)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ServletRequest.class},
                  (self, method, words) ->
                      switch (method.getName()) {
                        case "getInputStream" -> in;
                        case "getContentLengthLong" -> -1L; // it comes in chunks
                        default -> null;
                      });
      AsyncContext context =
          (AsyncContext)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {AsyncContext.class},
                  (self, method, words) -> {
                    if (method.getName().equals("getRequest")) {
                      return request;
                    }
                    asked.add(method.getName());
                    return null;
                  });
      body = new ArrivingBody(context, arrivals, LARGEST, 0, Received.in(Optional.empty()));
      arrivals.enter(body);
      body.begin(time);
    }

    Sender sends(int bytes) throws IOException {
      in.bytes = new ByteArrayInputStream(new byte[bytes]);
      body.onDataAvailable();
      return this;
    }

    boolean isOnItsWay() {
      return asked.isEmpty();
    }
  }

  private static final class Incoming extends ServletInputStream {
    ByteArrayInputStream bytes = new ByteArrayInputStream(new byte[0]);

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] to, int offset, int length) {
      return bytes.read(to, offset, length);
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return bytes.available() > 0;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      // The test itself tells what has come.
    }
  }

  private Sender sender() throws IOException {
    return new Sender(LONG);
  }

  @Test
  void ofTooManyTheOldestGivesWay() throws IOException {
    Sender oldest = sender();
    Sender second = sender();
    Sender third = sender();
    Sender newest = sender();
    assertThat(oldest.body.ended()).isEqualTo(ArrivingBody.End.CROWDED_OUT);
    assertThat(oldest.asked).containsExactly("dispatch");
    assertThat(List.of(second, third, newest)).allMatch(Sender::isOnItsWay);
  }

  @Test
  void ofTooMuchTheLargestGivesWay() throws IOException {
    Sender small = sender().sends(30);
    Sender large = sender().sends(50);
    Sender newest = sender().sends(25);
    assertThat(large.body.ended()).isEqualTo(ArrivingBody.End.NO_ROOM);
    assertThat(List.of(small, newest)).allMatch(Sender::isOnItsWay);
    newest.sends(20);
    assertThat(newest.isOnItsWay()).as("the place of the large one is free").isTrue();
  }

  @Test
  void whatIsServedKeepsItsPlace() throws IOException {
    List<Sender> served = List.of(sender().sends(30), sender().sends(30), sender().sends(30));
    served.forEach(each -> each.body.onAllDataRead());
    Sender late = sender();
    assertThat(late.body.ended()).isEqualTo(ArrivingBody.End.CROWDED_OUT);
    assertThat(served).allMatch(each -> each.body.ended() == ArrivingBody.End.WHOLE);

    arrivals.leave(served.get(0).body);
    Sender next = sender().sends(30);
    assertThat(next.isOnItsWay()).isTrue();
    next.sends(20);
    assertThat(next.body.ended()).isEqualTo(ArrivingBody.End.NO_ROOM);
  }

  @Test
  void whoLeavesGivesThePlaceBack() throws IOException {
    Sender oldest = sender();
    Sender gone = sender().sends(50);
    gone.body.onError(new IOException("gone"));
    assertThat(gone.asked).containsExactly("complete");
    Sender third = sender().sends(50);
    Sender newest = sender().sends(50);
    assertThat(List.of(oldest, third, newest)).allMatch(Sender::isOnItsWay);
  }

  @Test
  void aBodyEndsOnce() throws IOException {
    Sender slow = new Sender(Duration.ofMillis(1));
    await().until(() -> !slow.isOnItsWay());
    assertThat(slow.body.ended()).isEqualTo(ArrivingBody.End.OUT_OF_TIME);
    slow.sends(1);
    slow.body.onAllDataRead();
    slow.body.onError(new IOException("gone"));
    assertThat(slow.body.ended()).isEqualTo(ArrivingBody.End.OUT_OF_TIME);
    assertThat(slow.asked).containsExactly("dispatch");
    assertThat(slow.body.size()).as("what came too late").isZero();
  }

  @Test
  void ofWhatNobodyTakesOneByteIsRead() throws IOException {
    Sender large = sender().sends(LARGEST);
    assertThat(large.isOnItsWay()).isTrue();
    large.sends(30);
    assertThat(large.body.ended()).isEqualTo(ArrivingBody.End.WHOLE);
    assertThat(large.body.size()).isEqualTo(LARGEST + 1);
  }
}
