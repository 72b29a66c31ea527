package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.fuzz.Hunt;
import dev.yera.provider.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Hostile requests to a real server, over sockets; {@code mvn -Pfuzz verify}. On it the product is
 * deployed twice: open, and with {@code yera.auth=jwt}.
 */
class HttpFuzz {
  private static final int CLIENTS = 4;
  private static final int BATCH = 400;
  private static final int WARM_BATCHES = 3;
  private static final long HEAP_GROWTH = 48L << 20;
  private static final int PATIENT_MILLIS = 60_000;
  private static final int IMPATIENT_MILLIS = 400;

  /** What {@code asks-all.py} asks, and how many of each. */
  private static final List<String> QUESTIONS =
      List.of("text_input", "buttons", "slider", "date_picker", "form");

  private static final int EACH = 25;

  private static final Pattern CREATED =
      Pattern.compile(
          "\\{\"session_id\":\"([0-9a-f-]{36})\",\"app_id\":\"[^\"]*\",\"status\":\"created\"}");
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( [^\\r\\n]*)?");
  private static final Pattern HEADER =
      Pattern.compile("[A-Za-z-]+: ?[^\\x00-\\x08\\x0a-\\x1f\\x7f]*");
  private static final Pattern LEAK =
      Pattern.compile(
          "Exception|\\bat [a-z]+\\.[a-z.]+\\.[A-Z]|/tmp/|/work/|/root/|\\.java\\b|Payara|GlassFish|Grizzly");
  private static final Pattern LOGGED =
      Pattern.compile("SEVERE|Exception|Error:|^\\s+at |StackOverflow");
  private static final List<String> OURS =
      List.of(
          "X-Content-Type-Options",
          "Referrer-Policy",
          "Permissions-Policy",
          "Cross-Origin-Resource-Policy");

  /** What the container refuses before it asks the application, without a body of ours. */
  private static final Set<Integer> CONTAINERS = Set.of(400, 404, 405, 413, 414, 431, 501, 505);

  /** It may say that a body has ended to a request that has been answered already. */
  private static final List<String> CONTAINERS_WORDS =
      List.of("InputBuffer$ReadHandlerImpl.processCallbacks");

  /** Of ours: the provider is in the process of this test, and waits for its turn. */
  private static final String SLOW_PROVIDER = "The keys of the issuer of tokens cannot be had";

  private Hunt hunt;
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unseen = new AtomicInteger();
  private List<String> standing = List.of();
  private PayaraProcess payara;
  private long logRead;

  @Test
  void whateverIsSentTheServerKeepsItsPromises() throws Exception {
    Provider provider = new Provider(Duration.ofMinutes(5));
    Map<String, String> contexts = new LinkedHashMap<>();
    String all =
        "yera.worker.pool-size=0\nyera.sessions.max-per-visitor=1000\nyera.session.stop-grace=PT1S\n";
    contexts.put(
        HostileRequest.GUARDED,
        all
            + "yera.auth=jwt\nyera.auth.jwt.audience=yera\nyera.auth.jwt.issuer="
            + provider.issuer()
            + "\n");
    contexts.put("/", all);
    payara = PayaraProcess.with("fuzz", contexts, InetAddress.getLoopbackAddress());
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      logRead = payara.log().length();
      hunt = new Hunt("http"); // its time begins when the server is there
      search(clients);
    } finally {
      clients.shutdownNow();
      payara.close();
      provider.close();
    }
    hunt.end();
  }

  private void search(ExecutorService clients) throws Exception {
    long heap = 0;
    List<Long> batch = batch();
    for (int i = 0; !batch.isEmpty(); i++) {
      standing = standing();
      List<Future<?>> running = new ArrayList<>();
      List<Long> numbers = List.copyOf(batch);
      AtomicInteger next = new AtomicInteger();
      for (int client = 0; client < CLIENTS; client++) {
        running.add(clients.submit(() -> attempts(numbers, next)));
      }
      for (Future<?> each : running) {
        each.get();
      }
      checkServer(batch);
      if (i == WARM_BATCHES) {
        heap = payara.heap();
        hunt.say("heap after %d batches: %d MiB".formatted(i, heap >> 20));
      }
      batch = batch();
    }
    if (heap > 0) {
      long end = payara.heap();
      hunt.say("heap at the end: %d MiB".formatted(end >> 20));
      if (end - heap > HEAP_GROWTH) {
        hunt.found(0, "heap grows", (heap >> 20) + " to " + (end >> 20) + " MiB", new byte[0]);
      }
    }
  }

  /** The next cases; one, if a few are run again: then the log tells which of them it was. */
  private List<Long> batch() {
    List<Long> batch = new ArrayList<>();
    while (batch.size() < (hunt.isAgain() ? 1 : BATCH)) {
      OptionalLong number = hunt.next();
      if (number.isEmpty()) {
        break;
      }
      batch.add(number.getAsLong());
    }
    return batch;
  }

  /** Sessions that requests are made about: two that run, two that do not. */
  private List<String> standing() throws IOException {
    List<String> ids = new ArrayList<>();
    for (String app : List.of("it.asks-all", "it.asks", "it.asks", "it.cat")) {
      ids.add(payara.server().create(app));
    }
    sessions.addAll(ids);
    SseClient asking = payara.server().stream(ids.get(0));
    asking.awaitEvent(e -> e.block().equals("asked"));
    asking.close();
    SseClient stream = payara.server().stream(ids.get(1));
    stream.awaitEvent(e -> e.type().equals("text_input"));
    stream.close();
    return ids;
  }

  private void attempts(List<Long> numbers, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < numbers.size(); i = next.getAndIncrement()) {
      attempt(numbers.get(i));
    }
  }

  private void attempt(long number) {
    HostileRequest request =
        HostileRequest.make(
            hunt.random(number),
            new HostileRequest.World() {
              @Override
              public String session(Random random) {
                return standing.get(random.nextInt(standing.size()));
              }

              @Override
              public HostileRequest.Question question(Random random) {
                String type = QUESTIONS.get(random.nextInt(QUESTIONS.size()));
                return new HostileRequest.Question(
                    standing.get(0), type + random.nextInt(EACH), type);
              }

              @Override
              public int port() {
                return payara.port();
              }
            });
    String how = "none";
    try {
      byte[] answer = exchange(request);
      String text = new String(answer, StandardCharsets.ISO_8859_1);
      Matcher created = CREATED.matcher(text);
      while (created.find()) {
        sessions.add(created.group(1));
      }
      if (answer.length == 0) {
        unseen.incrementAndGet();
        if (request.isSound()) {
          hunt.found(number, "no answer", "", request.bytes());
        }
      } else {
        if (!request.isSound()) {
          unseen.incrementAndGet();
        }
        how = check(request, text);
      }
    } catch (IOException e) {
      unseen.incrementAndGet();
      how = "cut";
      // Who sends much that is refused unread may lose the answer to the reset.
      if (request.isSound() && request.bytes().length < 4000) {
        hunt.found(number, "cut: " + e, "", request.bytes());
      }
    } catch (AssertionError | RuntimeException e) {
      how = "found";
      hunt.found(number, firstLine(e), e.getMessage(), request.bytes());
    }
    hunt.count(how);
  }

  private static String firstLine(Throwable e) {
    String line =
        String.valueOf(e.getMessage())
            .strip()
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("\\d+:\\d+|\"", "");
    return line.substring(0, Math.min(line.length(), 45));
  }

  // ---- One exchange

  private byte[] exchange(HostileRequest request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), payara.port())) {
      socket.setSoTimeout(request.isSound() ? PATIENT_MILLIS : IMPATIENT_MILLIS);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      try {
        socket.getOutputStream().write(request.bytes());
        read(socket.getInputStream(), request, answer);
      } catch (SocketTimeoutException silence) {
        return answer.toByteArray();
      } catch (IOException reset) {
        // It may close while the request is still being written, and what it said is lost then.
        String text = answer.toString(StandardCharsets.ISO_8859_1);
        if (request.isSound() && !isWhole(text, request.verb())) {
          throw reset;
        }
      }
      return answer.toByteArray();
    }
  }

  /** To the end of the connection; of a sound request, to the end of its answer. */
  private static void read(InputStream in, HostileRequest request, ByteArrayOutputStream answer)
      throws IOException {
    byte[] buffer = new byte[16_384];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      answer.write(buffer, 0, n);
      String text = answer.toString(StandardCharsets.ISO_8859_1);
      if ((text.contains("Content-Type: text/event-stream") && text.contains("\r\n\r\n"))
          || (request.isSound() && isWhole(text, request.verb()))
          || answer.size() > 1 << 20) {
        return;
      }
    }
  }

  private static boolean isWhole(String text, String verb) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    if (verb.equals("HEAD") || head.contains(" 204 ") || head.contains(" 304 ")) {
      return true;
    }
    Matcher length = Pattern.compile("\r\ncontent-length: (\\d+)").matcher(head);
    if (length.find()) {
      return text.length() - end - 4 >= Integer.parseInt(length.group(1));
    }
    return head.contains("transfer-encoding: chunked") && text.endsWith("0\r\n\r\n");
  }

  // ---- One answer

  private String check(HostileRequest request, String text) {
    int end = text.indexOf("\r\n\r\n");
    assertThat(end).as("the answer has a head: %s", shown(text)).isPositive();
    String[] head = text.substring(0, end).split("\r\n", -1);
    Matcher line = STATUS_LINE.matcher(head[0]);
    assertThat(line.matches()).as("a status line: %s", shown(text)).isTrue();
    int status = Integer.parseInt(line.group(1));
    for (int i = 1; i < head.length; i++) {
      assertThat(HEADER.matcher(head[i]).matches()).as("a header: %s", shown(text)).isTrue();
    }
    assertThat(text.substring(0, end).toLowerCase(Locale.ROOT))
        .as("no header of the caller's")
        .doesNotContain("\n" + HostileRequest.INJECTED.toLowerCase(Locale.ROOT));
    if (status == 100) {
      return check(
          request,
          text.substring(end + 4).isEmpty()
              ? "HTTP/1.1 204 x\r\nX: 1\r\n\r\n"
              : text.substring(end + 4));
    }
    String headers = text.substring(0, end);
    boolean ours = headers.contains("\r\nContent-Security-Policy: ");
    String body = body(headers, text.substring(end + 4));
    if (ours) {
      for (String name : OURS) {
        assertThat(headers).as("headers of ours, status %d", status).contains("\r\n" + name + ": ");
      }
    }
    if (status >= 400 && !isHead(request)) {
      assertThat(LEAK.matcher(body).find())
          .as("a secret in an answer %d: %s", status, shown(body))
          .isFalse();
    }
    if (status >= 500) {
      // Of HTTP itself: a verb that nobody knows, a version that the container does not speak.
      boolean ofHttp = status == 501 || (status == 505 && !ours && body.isEmpty());
      assertThat(ofHttp || (ours && status == 503 && body.contains("/problems/")))
          .as("status %d %s", status, shown(text))
          .isTrue();
    } else if (status >= 400 && ours) {
      checkProblem(request, status, headers, body);
    } else if (status >= 400) {
      assertThat(CONTAINERS).as("the container's own answer").contains(status);
      return "container:" + status;
    } else if (status == 301 && headers.contains("\r\nLocation: " + HostileRequest.GUARDED + "/")) {
      return "container:301"; // to a context path that was asked for without its last slash
    } else if (!text.startsWith("HTTP/1.1 204 x")) {
      assertThat(ours).as("status %d without our headers: %s", status, shown(text)).isTrue();
    }
    if (request.needsToken() && request.isSound() && headers.length() > 0) {
      String first =
          new String(
              request.bytes(),
              0,
              Math.min(60, request.bytes().length),
              StandardCharsets.ISO_8859_1);
      boolean api = first.contains(" " + HostileRequest.GUARDED + "/api");
      assertThat(api && status < 300 && !first.startsWith("OPTIONS"))
          .as("let in without a token: %s %s", first, shown(text))
          .isFalse();
    }
    return Integer.toString(status);
  }

  private static boolean isHead(HostileRequest request) {
    return new String(request.bytes(), StandardCharsets.ISO_8859_1).startsWith("HEAD");
  }

  private static void checkProblem(
      HostileRequest request, int status, String headers, String body) {
    // Chunks that it cannot read Payara refuses by itself, in the middle of a request of ours.
    boolean ofChunks = !request.isSound() && status == 400 && body.isEmpty();
    if (isHead(request) || status == 416 || ofChunks) {
      return;
    }
    String type = headers.toLowerCase(Locale.ROOT);
    if (type.contains("content-type: text/html")
        || (!request.isSound() && body.startsWith("<!doctype html>"))) {
      assertThat(body).as("a page").contains("<");
      return;
    }
    // To what it takes for HTTP/0.9 the container sends no type.
    if (request.isSound() || type.contains("content-type:")) {
      assertThat(type)
          .as("type of a problem, status %d: %s", status, shown(body))
          .contains("content-type: application/problem+json");
    }
    try {
      Map<?, ?> problem = (Map<?, ?>) Json.read(body.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(problem.get("status")).as(body).isEqualTo((long) status);
      assertThat(problem.get("title")).as(body).isInstanceOf(String.class);
      assertThat(problem.get("type")).as(body).isInstanceOf(String.class);
      assertThat((String) problem.get("detail"))
          .as("the detail")
          .isNotBlank()
          .hasSizeLessThan(1000);
    } catch (MalformedJsonException e) {
      throw new AssertionError(
          "a problem that is no JSON:\n%s\n%s".formatted(shown(headers), shown(body)), e);
    }
  }

  private static String body(String headers, String rest) {
    if (!headers.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      Matcher length = Pattern.compile("\r\n(?i:content-length): (\\d+)").matcher(headers);
      return length.find()
          ? rest.substring(0, Math.min(rest.length(), Integer.parseInt(length.group(1))))
          : rest;
    }
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (true) {
      int line = rest.indexOf("\r\n", at);
      if (line < 0) {
        return body.toString(); // the client has gone before the end
      }
      String digits = rest.substring(at, line);
      if (!digits.matches("[0-9a-fA-F]{1,7}")) {
        return body.toString(); // in the middle of an answer the container refuses the request
      }
      int size = Integer.parseInt(digits, 16);
      if (size == 0 || line + 2 + size > rest.length()) {
        return body.toString();
      }
      body.append(rest, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
  }

  private static String shown(String text) {
    String shown = Hunt.shown(text.getBytes(StandardCharsets.ISO_8859_1));
    return shown.substring(0, Math.min(shown.length(), 700));
  }

  // ---- The server, after each batch

  /** The entry of the log around this line. */
  private static String entry(String[] lines, int at) {
    int from = at;
    while (from > 0 && !lines[from].startsWith("[20")) {
      from--;
    }
    int to = at + 1;
    while (to < lines.length && !lines[to].startsWith("[20")) {
      to++;
    }
    return String.join("\n", List.of(lines).subList(from, to));
  }

  private void checkServer(List<Long> batch) throws IOException {
    String cases = batch.get(0) + "-" + batch.get(batch.size() - 1);
    byte[] none = {};
    int before = unseen.getAndSet(0);
    for (String path : List.of("/api/apps", "/health/ready", "/health/live")) {
      int status = payara.server().get(path).status();
      if (status != 200) {
        hunt.found(batch.get(0), path + " is " + status, "cases " + cases, none);
      }
    }
    int unknown = 0;
    for (Map<String, Object> each : payara.server().get("/api/sessions?limit=200").list()) {
      String id = (String) each.get("session_id");
      unknown += sessions.contains(id) ? 0 : 1;
      payara.server().delete("/api/sessions/" + id);
    }
    if (unknown > before) {
      hunt.found(batch.get(0), "sessions that nobody created", unknown + ", cases " + cases, none);
    }
    sessions.clear();
    String log = payara.log();
    String[] lines = log.substring((int) Math.min(logRead, log.length())).split("\n", -1);
    logRead = log.length();
    for (int i = 0; i < lines.length; i++) {
      if (LOGGED.matcher(lines[i]).find()
          && CONTAINERS_WORDS.stream().noneMatch(entry(lines, i)::contains)
          && !entry(lines, i).contains(SLOW_PROVIDER)) {
        StringBuilder more = new StringBuilder();
        for (int k = Math.max(0, i - 2); k < Math.min(lines.length, i + 12); k++) {
          more.append("\n    ").append(lines[k]);
        }
        String kind = lines[i].replaceAll("[0-9a-f-]{6,}|\\d+", "#");
        hunt.found(
            batch.get(0),
            "log: " + kind.substring(0, Math.min(90, kind.length())),
            "cases " + cases + more,
            none);
        while (i + 1 < lines.length && !lines[i + 1].startsWith("[20")) {
          i++;
        }
      }
    }
  }
}
