package dev.yera.it;

import static dev.yera.Patience.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Faults of the disk and of the network, on a server that has a small disk and a network of its own
 * (see {@link Privileged} for where that is not allowed).
 */
@OwnServer
@Thorough
@ResourceLock(Privileged.NETWORK)
class FaultsIT {
  private static final Logger LOG = Logger.getLogger(FaultsIT.class.getName());
  private static final String BURST = "dev.yera.examples.Burst.burst";
  private static final long MIB = 1 << 20;

  private static Optional<SmallDisk> disk;
  private static Optional<FarHost> far;
  private static InetAddress address;
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    Path servers = Path.of("target", "it-servers").toAbsolutePath();
    Path mounted = servers.resolve("faults-disk");
    disk = Privileged.ifAllowed(() -> new SmallDisk(mounted, "96m"));
    far = Privileged.ifAllowed(FarHost::new);
    address = far.isPresent() ? far.get().near() : InetAddress.getLoopbackAddress();
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "yera.session.stop-grace", "PT1S",
                "yera.stream.write-timeout", "PT2S",
                "yera.stream.heartbeat", "PT1S",
                "yera.sessions.max-retained", "3",
                "yera.store", "memory",
                "yera.work.max-bytes", "50MiB",
                "yera.public.origins", "http://" + address.getHostAddress() + ":${port}",
                "yera.auth.anonymous", "true"));
    if (disk.isPresent()) {
      settings.put("yera.work.dir", mounted.resolve("work").toString());
    }
    payara = new PayaraProcess("faults", "", settings, address);
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    disk.ifPresent(SmallDisk::close);
    far.ifPresent(FarHost::close);
  }

  private static long viewers(String session) {
    return (Long) server.state(session).get("viewers");
  }

  @Test
  void aViewerFromTheFirstEventOfFiftyMegabytesGetsAllOfThemInFlatHeap() throws Exception {
    long before = payara.heap();
    String session = server.create(BURST, Map.of("n", 850, "size", 60_000));
    try (SseClient first = server.stream(session)) {
      first.awaitEnd();
      assertThat(first.holes()).isZero();
      assertThat(first.lastId()).isEqualTo(852);
    }
    assertThat(Files.size(log(session).orElseThrow())).isGreaterThan(48 * MIB - 2 * MIB);

    List<CompletableFuture<String>> readers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      RawViewer viewer = new RawViewer(new InetSocketAddress(address, payara.port()), "", session);
      readers.add(
          CompletableFuture.supplyAsync(() -> slowly(viewer), run -> new Thread(run).start()));
    }
    long most = 0;
    int looks = 0;
    await().until(() -> viewers(session) == 2);
    while (viewers(session) == 2) {
      most = Math.max(most, payara.heap());
      looks++;
    }
    for (CompletableFuture<String> reader : readers) {
      String all = join(reader);
      assertThat(all.length()).isGreaterThan(50_000_000);
      assertThat(RawViewer.lastEvent(all)).isEqualTo(852);
      assertThat(all.split("\nid: ", -1)).hasSize(853);
    }
    long more = most - before;
    String figure =
        more + " bytes of heap for a session of 51 MB and two who read it, " + looks + " looks";
    LOG.info(() -> figure);
    assertThat(looks).isGreaterThan(1);
    assertThat(more).as(figure).isLessThan(12 * MIB);
    theOldestAreForgottenForTheirRoomAndTheirNumber(session);
  }

  /** Each is a megabyte, and the app says nothing: it sorts. */
  @Test
  void answersStayOutOfTheMemoryAndHaveAQuota() throws IOException {
    long before = payara.heap();
    String value = "x".repeat(1_000_000);
    for (int i = 0; i < 3; i++) {
      String session = server.create("it.sort");
      try (SseClient stream = server.stream(session)) {
        int accepted = 0;
        Server.Answer last;
        do {
          stream.awaitQuestion("text_input", accepted + 1);
          last = server.answer(session, awaiting(session), "text_input", value);
          accepted += last.status() == 202 ? 1 : 0;
        } while (last.status() == 202);
        assertThat(last.status()).as(last.text()).isEqualTo(429);
        assertThat(last.json())
            .containsEntry("type", "/problems/input-quota")
            .containsEntry("limit", "yera.session.input-quota")
            .doesNotContainKey("retry_after");
        assertThat(accepted).isEqualTo(16); // 16 MiB
        long more = payara.heap() - before;
        assertThat(more).as("bytes of heap for %d answers", accepted).isLessThan(8 * MIB);
      }
      assertThat(server.delete("/api/sessions/" + session).status()).isEqualTo(204);
    }
  }

  private static String awaiting(String session) {
    return (String) ((List<?>) server.state(session).get("awaiting")).get(0);
  }

  private static String slowly(RawViewer viewer) {
    try (viewer) {
      return viewer.rest(500_000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a session's log. */
  private static Optional<Path> log(String session) throws IOException {
    try (Stream<Path> all = Files.walk(payara.work().resolve("instances"))) {
      return all.filter(path -> path.getFileName().toString().equals(session))
          .filter(path -> path.getParent().getFileName().toString().equals("logs"))
          .findFirst();
    }
  }

  private static void theOldestAreForgottenForTheirRoomAndTheirNumber(String large)
      throws IOException {
    assertThat(server.get("/api/sessions/" + large).status()).isEqualTo(200);
    String later = server.create("it.burst", Map.of("n", 30_000));
    server.stream(later).awaitEnd();
    await().until(() -> server.get("/api/sessions/" + large).status() == 404);
    assertThat(log(large)).as("its log has gone with it").isEmpty();
    assertThat(log(later)).isPresent();
    List<String> small = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      small.add(server.create("it.returns"));
      server.stream(small.get(i)).awaitEnd();
    }
    await().until(() -> server.get("/api/sessions/" + later).status() == 404);
    assertThat(log(later)).isEmpty();
    for (String session : small) {
      assertThat(server.get("/api/sessions/" + session).status()).isEqualTo(200);
    }
  }

  @Test
  void aFullDiskEndsTheSessionThatFillsItAndNeitherTheOthersNorTheServer() throws IOException {
    assumeThat(disk).as("This needs root: a small disk").isPresent();
    SmallDisk small = disk.orElseThrow();
    String other = server.create("dev.yera.examples.Echo.echo");
    try (SseClient echo = server.stream(other)) {
      SseClient.Event question = echo.awaitQuestion("text_input", 1);
      small.fillBut(2 * MIB);
      String floods = server.create("it.floods");
      long last;
      try (SseClient flood = server.stream(floods)) {
        flood.awaitEnd();
        assertThat(flood.awaitExit().get("error").toString()).contains("StorageFailed");
        assertThat(flood.awaitExit().get("reason").toString())
            .contains("No space left on device")
            .doesNotContain("/");
        assertThat(flood.holes()).isZero();
        last = flood.lastId();
      }
      assertThat(MarkedProcesses.of(floods)).isEmpty();

      // Not one byte is left, for nobody.
      small.fillBut(0);
      assertThat(small.free()).isZero();
      server.answer(other, question.block(), "text_input", "still here");
      echo.awaitEvent(
          e -> "still here".equals(e.data().get("content")) && e.type().equals("markdown"));
      for (String app : List.of("it.returns", "dev.yera.examples.LongTask.run")) {
        try (SseClient more =
            server.run(app, app.startsWith("it") ? Map.of() : Map.of("seconds", 0))) {
          assertThat(more.awaitExit()).as(app).containsEntry("exit_code", 0L);
        }
      }
      assertThat(server.get("/health/ready").status()).isEqualTo(200);
      try (SseClient again = server.stream(floods)) {
        again.awaitEnd();
        assertThat(again.count()).as("all that it said can be read").isEqualTo(last);
        assertThat(again.holes()).isZero();
      }
      assertThat(log(floods)).isPresent();
      assertThat(server.delete("/api/sessions/" + floods).status()).isEqualTo(204);
      assertThat(log(floods)).isEmpty();
    } finally {
      small.empty();
    }
    server.delete("/api/sessions/" + other);
  }

  @Test
  void aClientThatVanishesWithoutAWordIsCutAndMayComeBack() throws Exception {
    assumeThat(far).as("This needs root: a network of its own").isPresent();
    FarHost host = far.orElseThrow();
    String session = server.create("it.pours");
    try (FarReader client = farReader(session, 0)) {
      await().until(() -> client.last() > 1);
      assertThat(viewers(session)).isEqualTo(1);
      host.unplug();
      payara.awaitBlockedWriters(n -> n == 1);
      assertThat(host.isConnected()).as("nobody has told the system").isTrue();
      // Nobody waits for it: an app of another session is answered.
      try (SseClient other = server.run("it.returns", Map.of())) {
        assertThat(other.awaitExit()).containsEntry("exit_code", 0L);
      }
      await().until(() -> viewers(session) == 0);
      assertThat(server.state(session)).containsEntry("status", "running");
      await().until(() -> server.state(session).get("exit") != null);
      assertThat(server.state(session).get("exit").toString()).contains("AwayTimeout", "3 seconds");
      payara.awaitBlockedWriters(n -> n == 0);

      long last = client.last();
      assertThat(client.hasEnded()).as("it has not heard of anything").isFalse();
      client.kill();
      host.plug();
      try (FarReader back = farReader(session, last)) {
        await().until(back::hasEnded);
        assertThat(back.last()).isEqualTo(server.state(session).get("last_event_id"));
        assertThat(back.holes()).isZero();
      }
    } finally {
      host.plug();
    }
  }

  private static FarReader farReader(String session, long last) throws IOException {
    return new FarReader(far.orElseThrow(), payara.port(), session, last);
  }
}
