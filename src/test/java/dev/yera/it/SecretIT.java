package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answer to a question with {@code "secret": true} goes to the app, and is nowhere else. */
@OwnServer
@Thorough
class SecretIT {
  /** What {@code HeapMemoryManager} of Grizzly gives each thread, in bytes. */
  private static final int POOL = 65_536;

  private static final char ARRAY = 0x23;
  private static final String LENGTH_AND_TYPE_OF_POOL = "\0\1\0\0\b";

  @TempDir private static Path data;
  private static PayaraProcess payara;

  /** Words that nothing else has; of a question, of a field, refused ones, and of a terminal. */
  private final List<String> secrets = Stream.generate(SecretIT::word).limit(4).toList();

  private static String word() {
    return "geheim-" + UUID.randomUUID();
  }

  @BeforeAll
  static void start() throws IOException {
    payara = new PayaraProcess("secret", "", Map.of("yera.store.dir", data.toString()));
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  private static Server.Answer answer(String id, String block, String type, Object value) {
    String body = Json.text(Map.of("blockId", block, "value", value, "blockType", type));
    HttpRequest.Builder request =
        payara
            .server()
            .request("/api/sessions/" + id + "/interactions")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "key of " + block)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    Server.Answer first = payara.server().send(request);
    Server.Answer again = payara.server().send(request);
    assertThat(again.status()).isEqualTo(first.status());
    assertThat(again.text()).isEqualTo(first.text());
    return first;
  }

  private void isNotIn(String text, String where) {
    for (String secret : secrets) {
      assertThat(text).as(where).isNotEmpty().doesNotContain(secret);
    }
  }

  @Test
  void theValueReachesTheAppAndNothingElse() throws IOException {
    Server server = payara.server();
    String id = server.create("it.secret");
    String session = "/api/sessions/" + id;
    try (SseClient stream = server.stream(id)) {
      stream.awaitEvent(event -> event.type().equals("text_input"));
      assertThat(answer(id, "other", "text_input", secrets.get(2)).status()).isEqualTo(409);
      Server.Answer first = answer(id, "q", "text_input", secrets.get(0));
      assertThat(first.status()).isEqualTo(202);
      isNotIn(first.text(), "the response");
      await().until(() -> server.state(id).get("awaiting").equals(List.of("f")));
      Map<String, Object> wrong = Map.of("w", secrets.get(2), "none", 1);
      assertThat(server.answer(id, "f", "form", wrong).status()).isEqualTo(422);
      assertThat(answer(id, "f", "form", Map.of("w", secrets.get(1))).status()).isEqualTo(202);
      stream.awaitEnd();
      List<Object> told =
          stream.events().stream()
              .filter(event -> event.type().equals("markdown"))
              .map(event -> event.data().get("content"))
              .toList();
      assertThat(told).containsExactly(sha256(secrets.get(0)), sha256(secrets.get(1)));
      isNotIn(stream.events().toString(), "the stream");
    }
    typeOnTerminal(server);
    for (String path :
        List.of(
            session,
            session + "/interactions",
            session + "/transcript?format=json",
            session + "/transcript?format=markdown",
            session + "/transcript?format=html",
            "/api/sessions")) {
      isNotIn(server.get(path).text(), path);
    }
    isNotIn(server.get(session + "/diagnostics").text(), "diagnostics");
    assertThat(server.get("/api/sessions?q=geheim").list()).isEmpty();
    isInNoEntryOf(server.get("/api/support").response().body());
    isNotIn(payara.log(), "the server's log, with the audit");
    isInNoFileOf(data);
    isInNoFileOf(payara.work());
    isNotInMemory();
  }

  private void typeOnTerminal(Server server) {
    String id = server.create("it.password");
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question =
          stream.awaitEvent(event -> Boolean.TRUE.equals(event.data().get("secret")));
      answer(id, question.block(), "text_input", secrets.get(3));
      stream.awaitEnd();
      assertThat(stream.events().toString()).contains("It has " + secrets.get(3).length());
      isNotIn(stream.events().toString(), "the stream of a terminal");
    }
    isNotIn(server.get("/api/sessions/" + id + "/transcript?format=html").text(), "its transcript");
    isNotIn(server.get("/api/sessions/" + id + "/diagnostics").text(), "its diagnostics");
  }

  private void isInNoEntryOf(byte[] zipped) throws IOException {
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
        isNotIn(new String(zip.readAllBytes(), StandardCharsets.UTF_8), each.getName());
        entries++;
      }
    }
    assertThat(entries).isPositive();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void isInNoFileOf(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(found(file, (text, at) -> false)).as(file.toString()).isEmpty();
    }
  }

  /**
   * All that can be reached in the server's heap, but for what the network left in the pool of a
   * thread of Grizzly's: those bytes are there until the thread's next requests overwrite them.
   */
  private void isNotInMemory() throws IOException {
    Path dump = data.resolveSibling("secret-" + UUID.randomUUID() + ".hprof");
    try {
      assertThat(payara.jcmd("GC.heap_dump " + dump)).contains("Heap dump file created");
      assertThat(found(dump, SecretIT::isInPoolOfNetwork)).isEmpty();
    } finally {
      Files.deleteIfExists(dump);
    }
  }

  /**
   * Whether a place of a heap dump is in an array of bytes that has the size of Grizzly's pools. A
   * dump has an array as its tag, id (8 bytes), trace (4), length (4), type, and elements.
   */
  private static boolean isInPoolOfNetwork(String dump, int place) {
    int head = 17;
    for (int at = Math.max(0, place - head - POOL); at <= place - head; at++) {
      if (dump.charAt(at) == ARRAY && dump.startsWith(LENGTH_AND_TYPE_OF_POOL, at + 13)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The secrets that are in a file, with what is around them.
   *
   * @param allowed whether the place of one in a text, a character for each byte, is as it may be
   */
  private List<String> found(Path file, BiPredicate<String, Integer> allowed) throws IOException {
    List<byte[]> wanted = new ArrayList<>();
    for (String secret : secrets) {
      for (Charset charset :
          List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
        wanted.add(secret.getBytes(charset));
      }
    }
    List<String> found = new ArrayList<>();
    int overlap = 4 * POOL;
    byte[] window = new byte[1 << 20];
    int kept = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      while (true) {
        int read = in.readNBytes(window, kept, window.length - kept);
        int length = kept + read;
        String text = new String(window, 0, length, StandardCharsets.ISO_8859_1);
        for (byte[] each : wanted) {
          String sought = new String(each, StandardCharsets.ISO_8859_1);
          // The first half of what was kept was looked at with what is before it.
          int at = text.indexOf(sought, kept / 2);
          for (; at >= 0; at = text.indexOf(sought, at + 1)) {
            if (!allowed.test(text, at)) {
              found.add(text.substring(Math.max(0, at - 300), Math.min(length, at + 300)));
            }
          }
        }
        if (kept + read < window.length) {
          return found;
        }
        kept = overlap;
        System.arraycopy(window, length - overlap, window, 0, overlap);
      }
    }
  }
}
