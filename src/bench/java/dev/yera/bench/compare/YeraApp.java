package dev.yera.bench.compare;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.Pause;
import dev.yera.bench.SessionsApi;
import dev.yera.bench.SseTalk;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One app of our server. For one thread. The server is another's to close. */
final class YeraApp implements Contender {
  private static final String SESSIONS = "/api/sessions";
  private static final Pattern WANTED = Pattern.compile("\"workers_wanted\": ?\"?(\\d+)");
  private static final Pattern READY = Pattern.compile("\"workers_ready\": ?\"?(\\d+)");

  /** A pool of 200 is filled by one worker after the other. */
  private static final long PATIENCE_SECONDS = 180;

  private static final long QUIET_MILLIS = 50;

  private final String name;
  private final YeraServer server;
  private final String app;
  private final HttpConnection http;
  private final SessionsApi api;

  YeraApp(String name, YeraServer server, String app) {
    this.name = name;
    this.server = server;
    this.app = app;
    this.http = new HttpConnection(server.address());
    this.api = new SessionsApi(server.address());
  }

  @Override
  public long pid() {
    return server.pid();
  }

  @Override
  public String name() {
    return name;
  }

  /** The same app for another thread. */
  YeraApp another() {
    return new YeraApp(name, server, app);
  }

  @Override
  public SseTalk start() throws IOException {
    String body = "{\"app_id\":\"" + app + "\"}";
    return new SseTalk(server.address(), http, SESSIONS, body, Dialect.YERA);
  }

  /** A session that nobody views: no process is started for it. */
  void createInVain() throws IOException {
    api.delete(api.create(app, "{}"));
  }

  /** Until all workers of the pool wait, and what they do after they said so is done. */
  @Override
  public void settle() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline) {
      String health = http.get("/health/ready").expect(200).body();
      if (number(WANTED, health) == number(READY, health)) {
        Pause.millis(QUIET_MILLIS);
        return;
      }
      Pause.millis(5);
    }
    throw new IOException("The pool of workers was not full within " + PATIENCE_SECONDS + " s");
  }

  private static long number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("No " + pattern + " in: " + text);
    }
    return Long.parseLong(matcher.group(1));
  }

  @Override
  public void close() throws IOException {
    api.close();
    http.close();
  }
}
