package dev.yera.bench.compare;

import dev.yera.bench.Pause;
import dev.yera.bench.YeraServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * What a chat adds to a language model: the first token of one that answers at once, for a client
 * of it alone, on a session's stream and in a page; and the delay of each token of many chats.
 */
final class FirstToken implements Measurement {
  private static final String ALONE = "a client of the model alone";
  private static final String STREAM = Servers.NAME + ", to the stream";
  private static final String PAGE = Servers.NAME + ", to the page";
  private static final int CHATS = 50;
  private static final int PER_SECOND = 500;
  private static final int SECONDS = 4;
  private static final int BEFORE = 100;
  private static final int ANSWERS = 100;

  /** Between two answers: a user reads, and no request meets the end of the one before. */
  private static final long PAUSE_MILLIS = 50;

  private final StandInModel model;
  private final YeraServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  FirstToken(Servers servers, Scale scale) throws IOException {
    model = new StandInModel();
    try {
      server =
          servers.serving(
              "models",
              Map.of(
                  "yera.llm.models", "stand-in",
                  "yera.llm.stand-in.base-url", model.baseUrl(),
                  "yera.llm.stand-in.model", "m"));
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  @Override
  public void run(Results results) throws IOException {
    Histogram alone = new Histogram(3);
    for (int i = 0; i < BEFORE + ANSWERS; i++) {
      long nanos = alone();
      if (i >= BEFORE) {
        alone.recordValue(nanos);
      }
      Pause.millis(PAUSE_MILLIS / 10);
    }
    results.add(Row.FIRST_TOKEN, ALONE, alone);
    Histogram stream = new Histogram(3);
    try (Chat chat = new Chat(server)) {
      for (int i = 0; i < BEFORE + ANSWERS; i++) {
        long nanos = chat.say("Hello");
        if (i >= BEFORE) {
          stream.recordValue(nanos);
        }
        Pause.millis(PAUSE_MILLIS);
      }
    }
    results.add(Row.FIRST_TOKEN, STREAM, stream);
    Optional<ChatPage> opened = ChatPage.open(server);
    if (opened.isPresent()) {
      try (ChatPage page = opened.get()) {
        Histogram inPage = new Histogram(3);
        for (int i = 0; i < BEFORE + ANSWERS; i++) {
          double millis = page.say("Hello");
          if (i >= BEFORE) {
            inPage.recordValue((long) (millis * 1e6));
          }
          Pause.millis(PAUSE_MILLIS);
        }
        results.add(Row.FIRST_TOKEN, PAGE, inPage);
      }
    }
    results.add(Row.TOKENS, Servers.NAME, delays());
  }

  private long alone() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(model.baseUrl() + "/chat/completions"))
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],\"stream\":true}"))
            .build();
    long begin = System.nanoTime();
    try (InputStream body = client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      if (line == null || !StandInModel.TOKEN.matcher(line).find()) {
        throw new IOException("No token in: " + line);
      }
      long nanos = System.nanoTime() - begin;
      while (lines.readLine() != null) {
        // to its end, so that the connection is kept
      }
      return nanos;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Of all tokens of many chats at once, in nanoseconds. */
  private Histogram delays() throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(CHATS);
    List<Chat> chats = new ArrayList<>();
    try {
      List<Future<Histogram>> all = new ArrayList<>();
      for (int i = 0; i < CHATS; i++) {
        Chat chat = new Chat(server);
        chats.add(chat);
        chat.say("Hello");
        chat.delays();
      }
      for (Chat chat : chats) {
        all.add(
            threads.submit(
                () -> {
                  chat.say(StandInModel.order(PER_SECOND * SECONDS, PER_SECOND));
                  return chat.delays();
                }));
      }
      Histogram nanos = new Histogram(3);
      for (Future<Histogram> each : all) {
        each.get()
            .recordedValues()
            .forEach(
                it ->
                    nanos.recordValueWithCount(
                        it.getValueIteratedTo() * 1000, it.getCountAtValueIteratedTo()));
      }
      return nanos;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      threads.shutdownNow();
      for (Chat chat : chats) {
        chat.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      model.close();
    }
  }
}
