package dev.yera.bench.load;

import dev.yera.bench.EventText;
import dev.yera.bench.SessionsApi;
import dev.yera.bench.SseStream;
import dev.yera.bench.SseStreams;
import dev.yera.bench.StreamListener;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The same console program on pipes and on a terminal, in turns: from the first view to its end,
 * and how fast 300 MB get into the log, with a viewer that is cut off at the beginning.
 */
final class Consoles implements Scenario {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "yera.session.output-quota", "1GiB",
          "yera.store", "memory",
          "yera.worker.pool-size", "0");
  private static final Pattern DURATION = Pattern.compile("\"duration_seconds\":([0-9.]+)");
  private static final List<String> KINDS = List.of("pipe", "terminal");
  private static final int WARM = 30;
  private static final int STARTS = 200;
  private static final int FLOODS = 3;
  private static final double MEGABYTES = 300;

  /** As in {@code flood-terminal.app.json}. */
  private static final String FLOOD = "stty -opost; head -c 300000000 /dev/zero | tr '\\0' x";

  @Override
  public void run(Duration ignored, Promises promises) throws IOException, InterruptedException {
    try (YeraServer server = YeraServer.start("consoles", SETTINGS, List.of("-Xmx1g"));
        SseStreams streams = new SseStreams("viewers")) {
      double[][] millis = new double[KINDS.size()][STARTS];
      for (int n = -WARM; n < STARTS; n++) {
        for (int kind = 0; kind < KINDS.size(); kind++) {
          double took = seconds(server, streams, "bench.hello-" + KINDS.get(kind), false) * 1000;
          if (n >= 0) {
            millis[kind][n] = took;
          }
        }
      }
      double[] medians = new double[KINDS.size()];
      for (int kind = 0; kind < KINDS.size(); kind++) {
        Arrays.sort(millis[kind]);
        medians[kind] = millis[kind][STARTS / 2];
        promises.figure(
            "a program's whole life on a " + KINDS.get(kind) + ", p50",
            Promises.number(medians[kind]) + " ms");
      }
      promises.atMost("more with a terminal", medians[1] - medians[0], 3, " ms");
      promises.figure(
          "a flood on a pipe, best of " + FLOODS,
          Promises.number(flood(server, streams, "bench.flood-pipe")) + " MB/s");
      double bare = bare();
      promises.figure("a flood through script(1) alone", Promises.number(bare) + " MB/s");
      double terminal = flood(server, streams, "bench.flood-terminal");
      promises.promise(
          "a flood on a terminal, best of " + FLOODS,
          "%s MB/s, %s of it"
              .formatted(Promises.number(terminal), Promises.number(terminal / bare)),
          "at least 0.8 of it",
          terminal >= 0.8 * bare);
    }
  }

  private static double flood(YeraServer server, SseStreams streams, String app)
      throws IOException, InterruptedException {
    double best = 0;
    for (int n = 0; n < FLOODS; n++) {
      best = Math.max(best, MEGABYTES / seconds(server, streams, app, true));
    }
    return best;
  }

  /** What this machine's terminals do for a program that only copies them. */
  private static double bare() throws IOException, InterruptedException {
    double best = 0;
    for (int n = 0; n < FLOODS; n++) {
      long begin = System.nanoTime();
      new ProcessBuilder("script", "-qec", FLOOD, "/dev/null")
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
      best = Math.max(best, MEGABYTES * 1e9 / (System.nanoTime() - begin));
    }
    return best;
  }

  /** How long a session lived, as its exit event says; of a flood nobody reads along. */
  private static double seconds(YeraServer server, SseStreams streams, String app, boolean cut)
      throws IOException, InterruptedException {
    try (SessionsApi api = new SessionsApi(server.address())) {
      String session = api.create(app, "{}");
      Life first = new Life();
      SseStream stream = streams.open(server.address(), SessionsApi.stream(session), 0, first);
      first.await(first.begin);
      Life whole = first;
      if (cut) {
        stream.cut();
        String state = api.state(session);
        while (!state.contains("\"exit_code\"")) {
          TimeUnit.MILLISECONDS.sleep(20);
          state = api.state(session);
        }
        whole.exit.complete(state);
      }
      String exit = whole.await(whole.exit);
      api.delete(session);
      Matcher duration = DURATION.matcher(exit);
      if (!duration.find()) {
        throw new IOException("No duration in: " + exit);
      }
      return Double.parseDouble(duration.group(1));
    }
  }

  /** What a viewer sees of it: its beginning and its end. */
  private static final class Life implements StreamListener {
    final CompletableFuture<String> begin = new CompletableFuture<>();
    final CompletableFuture<String> exit = new CompletableFuture<>();

    @Override
    public void event(SseStream stream, long id, byte[] bytes, int from, int to, long readMicros) {
      if (id == 1) {
        begin.complete("");
      } else if (to - from < 2_000) {
        String text = EventText.text(bytes, from, to);
        if (text.contains("\"block_type\":\"exit\"")) {
          exit.complete(text);
        }
      }
    }

    @Override
    public void ended(SseStream stream, int status) {
      exit.completeExceptionally(new IOException("It ended without an exit"));
    }

    @Override
    public void failed(SseStream stream, IOException why) {
      begin.completeExceptionally(why);
      exit.completeExceptionally(why);
    }

    String await(CompletableFuture<String> what) throws IOException, InterruptedException {
      try {
        return what.get(2, TimeUnit.MINUTES);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException(e);
      }
    }
  }
}
