package dev.yera.bench.load;

import dev.yera.bench.EventText;
import dev.yera.bench.Parallel;
import dev.yera.bench.ServerSample;
import dev.yera.bench.SessionsApi;
import dev.yera.bench.SseStream;
import dev.yera.bench.SseStreams;
import dev.yera.bench.StreamListener;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * 1,000 sessions are created, run and deleted, eight at a time; every other one is deleted while it
 * waits for an answer. Nothing of them is left.
 */
final class Churn implements Scenario {
  private static final String ECHO = "dev.yera.examples.Echo.echo";
  private static final int SESSIONS = 1_000;
  private static final int AT_ONCE = 8;
  private static final int TOLERANCE = 5;
  private static final Duration QUIET = Duration.ofMinutes(2);

  @Override
  public void run(Duration ignored, Promises promises) throws IOException, InterruptedException {
    try (YeraServer server = YeraServer.start("churn", Map.of(), List.of("-Xmx512m"));
        SseStreams streams = new SseStreams("viewers")) {
      // The first ones load classes, open what stays open and make the class-data archive.
      Parallel.times(2 * AT_ONCE, AT_ONCE, n -> live(server, streams, n));
      promises.progress("waits until the server is quiet");
      ServerSample start = quiet(server, null);
      promises.progress("starts with " + start);
      long heapBefore = server.heapAfterGc();
      long begin = System.nanoTime();
      Parallel.times(
          SESSIONS,
          AT_ONCE,
          n -> {
            live(server, streams, n);
            if (n % 100 == 0) {
              promises.progress("session " + n + ", " + server.sample());
            }
          });
      double seconds = (System.nanoTime() - begin) / 1e9;
      promises.figure("sessions a second", Promises.number(SESSIONS / seconds));
      promises.progress("waits until the server is quiet again");
      ServerSample end = quiet(server, start);
      promises.progress("ends with " + end);
      promises.back("processes", start.children(), end.children(), TOLERANCE);
      promises.back("threads", start.threads(), end.threads(), TOLERANCE);
      promises.back("descriptors", start.descriptors(), end.descriptors(), TOLERANCE);
      promises.back("files in the work folder", start.files(), end.files(), TOLERANCE);
      promises.figure(
          "heap after a full collection",
          Steady.mebibytes(heapBefore) + " → " + Steady.mebibytes(server.heapAfterGc()));
      promises.figure(
          "resident size", Steady.mebibytes(start.rss()) + " → " + Steady.mebibytes(end.rss()));
    }
  }

  private static void live(YeraServer server, SseStreams streams, int n)
      throws IOException, InterruptedException {
    try (SessionsApi api = new SessionsApi(server.address())) {
      String session = api.create(ECHO, "{}");
      Talk talk = new Talk();
      streams.open(server.address(), SessionsApi.stream(session), 0, talk);
      talk.await(talk.firstQuestion);
      if (n % 2 == 0) {
        int status = api.answer(session, "b0", "/quit");
        if (status != 202) {
          throw new IOException("An answer got status " + status);
        }
        talk.await(talk.end);
      }
      api.delete(session);
      talk.await(talk.end);
    }
  }

  /** What is left when nothing goes on any more: as soon as it is as before, or after a while. */
  private static ServerSample quiet(YeraServer server, ServerSample before)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + QUIET.toNanos();
    ServerSample last = server.sample();
    while (System.nanoTime() < deadline && !isLike(last, before)) {
      TimeUnit.SECONDS.sleep(1);
      last = server.sample();
    }
    return last;
  }

  private static boolean isLike(ServerSample now, ServerSample before) {
    return before != null
        && Math.abs(now.children() - before.children()) <= TOLERANCE
        && Math.abs(now.threads() - before.threads()) <= TOLERANCE
        && Math.abs(now.descriptors() - before.descriptors()) <= TOLERANCE
        && Math.abs(now.files() - before.files()) <= TOLERANCE;
  }

  /** One viewer of one session of the echo. */
  private static final class Talk implements StreamListener {
    final CompletableFuture<Void> firstQuestion = new CompletableFuture<>();
    final CompletableFuture<Void> end = new CompletableFuture<>();

    @Override
    public void event(SseStream stream, long id, byte[] bytes, int from, int to, long readMicros) {
      if (EventText.text(bytes, from, to).contains("\"text_input\",\"block_id\":\"b0\"")) {
        firstQuestion.complete(null);
      }
    }

    @Override
    public void ended(SseStream stream, int status) {
      end.complete(null);
    }

    @Override
    public void failed(SseStream stream, IOException why) {
      firstQuestion.completeExceptionally(why);
      end.completeExceptionally(why);
    }

    void await(CompletableFuture<Void> what) throws IOException, InterruptedException {
      try {
        what.get(30, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException(e);
      }
    }
  }
}
