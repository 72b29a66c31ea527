package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.SseFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class FramesTest {
  @Test
  void howeverTheBytesComeEachEventComesOnceAndWhole() {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      List<String> sent = new ArrayList<>();
      long first = 1L + random.nextInt(2_000);
      stream.writeBytes(SseFrame.opening(2000));
      for (int i = 0; i < 30; i++) {
        if (random.nextInt(4) == 0) {
          stream.writeBytes(SseFrame.comment("still here"));
        }
        byte[] json =
            ("{\"n\":\"" + "\u00e9".repeat(random.nextInt(2_000)) + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        long id = first + i;
        byte[] frame = new byte[SseFrame.size(id, json.length)];
        SseFrame.write(id, json, 0, json.length, frame, 0);
        stream.writeBytes(frame);
        sent.add(id + " " + new String(json, StandardCharsets.UTF_8));
      }
      assertThat(read(stream.toByteArray(), random)).isEqualTo(sent);
    }
  }

  private static List<String> read(byte[] stream, Random random) {
    List<String> got = new ArrayList<>();
    Frames frames =
        new Frames(
            new Frames.Taker() {
              @Override
              public void heard() {
                // Each piece is.
              }

              @Override
              public void take(long firstId, byte[] bytes, int from, int to) {
                long id = firstId;
                for (int at = from; at < to; ) {
                  int end = SseFrame.end(bytes, at, to);
                  String json =
                      new String(SseFrame.payload(bytes, at, end), StandardCharsets.UTF_8);
                  got.add(id++ + " " + json);
                  at = end;
                }
              }
            });
    frames.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            // The pieces come as they are.
          }

          @Override
          public void cancel() {
            // Nobody does.
          }
        });
    int most = 1 + random.nextInt(random.nextBoolean() ? 5 : 5_000);
    for (int at = 0; at < stream.length; ) {
      int length = Math.min(1 + random.nextInt(most), stream.length - at);
      frames.onNext(List.of(ByteBuffer.wrap(stream, at, length)));
      at += length;
    }
    return got;
  }
}
