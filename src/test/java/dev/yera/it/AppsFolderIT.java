package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.Tree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Apps that are dropped into the folder of a running server, changed, broken and removed. */
class AppsFolderIT extends ClientTest {
  private static final Path FOLDER = Path.of("src/test/apps/dropped");

  @AfterEach
  void remove() throws IOException {
    Tree.delete(FOLDER);
  }

  private static void drop(String name, byte[] content) throws IOException {
    Files.createDirectories(FOLDER);
    // Under another name first: the server must not see half a file.
    Path draft = Files.write(FOLDER.resolve(name + ".draft"), content);
    Files.move(
        draft,
        FOLDER.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void awaitApp(String id, int status) {
    await().until(() -> server.get("/api/apps/" + id).status() == status);
  }

  private String saidBy(String app) {
    try (SseClient stream = server.run(app, Map.of())) {
      return (String) stream.awaitEvent(e -> e.type().equals("markdown")).data().get("content");
    }
  }

  private static byte[] source(String body) {
    return """
        import static dev.yera.app.Yera.*;
        import dev.yera.app.App;

        class Dropped {
          @App(name = "Dropped", description = "%1$s")
          static void app() {
            %1$s
          }
        }
        """
        .formatted(body)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aJavaFileIsAnAppAMomentLater() throws IOException {
    drop("Dropped.java", source("markdown(String.valueOf(1));"));
    awaitApp("Dropped.app", 200);
    assertThat(saidBy("Dropped.app")).isEqualTo("1");

    drop("Dropped.java", source("markdown(String.valueOf(22));"));
    await().until(() -> server.get("/api/apps/Dropped.app").text().contains("22"));
    assertThat(saidBy("Dropped.app")).isEqualTo("22");

    drop("Dropped.java", source("markdown(String.valueOf(22))"));
    awaitApp("Dropped.app", 404);
    assertThat(server.get("/api/apps?broken=true").text())
        .contains("dropped/Dropped.java", "Dropped.java:7:33: ';' expected");
    Server.Answer refused = server.post("/api/sessions", Map.of("app_id", "Dropped.app"));
    HttpTable.problem(refused, 404, "unknown-app");
    assertThat(refused.json().get("detail").toString()).contains("';' expected");
    assertThat(server.get("/api/apps/it.asks").status()).as("hides no other").isEqualTo(200);

    Files.delete(FOLDER.resolve("Dropped.java"));
    await().until(() -> !server.get("/api/apps?broken=true").text().contains("Dropped.java"));
  }

  /** The library is one of the build's own, so that the local repository has it. */
  @Test
  void aJavaFileNamesItsLibraries() throws IOException {
    String source =
        "//DEPS com.google.re2j:re2j:1.8\n"
            + new String(
                source("markdown(com.google.re2j.Pattern.quote(String.valueOf('.')));"),
                StandardCharsets.UTF_8);
    drop("Dropped.java", source.getBytes(StandardCharsets.UTF_8));
    awaitApp("Dropped.app", 200);
    assertThat(saidBy("Dropped.app")).isEqualTo("\\.");
    String wrong = source.replace(":1.8", "");
    drop("Dropped.java", wrong.getBytes(StandardCharsets.UTF_8));
    await()
        .until(
            () ->
                server
                    .get("/api/apps?broken=true")
                    .text()
                    .contains("//DEPS: com.google.re2j:re2j has no version"));
  }

  @Test
  void namesBeyondAsciiAreNamesLikeOthers() throws IOException {
    String source = new String(source("markdown(String.valueOf(4444));"), StandardCharsets.UTF_8);
    drop("Größe.java", source.replace("Dropped", "Size").getBytes(StandardCharsets.UTF_8));
    awaitApp("Size.app", 200);
    assertThat(saidBy("Size.app")).isEqualTo("4444");
    drop(
        "日本.app.json",
        json(
            "{'identifier':'dropped.says','command':['./Grüße 日本.sh'],'protocol':'text',"
                + "'params':[{'name':'word','type':'str'}]}"));
    drop("Grüße 日本.sh", "#!/bin/sh\nprintf %s \"$1\"".getBytes(StandardCharsets.UTF_8));
    assertThat(FOLDER.resolve("Grüße 日本.sh").toFile().setExecutable(true)).isTrue();
    awaitApp("dropped.says", 200);
    try (SseClient stream = server.run("dropped.says", Map.of("word", "Zoë 😀"))) {
      assertThat(stream.awaitEvent(e -> e.type().equals("text")).data())
          .containsEntry("content", "Zoë 😀");
    }
  }

  @Test
  void aRunningSessionKeepsTheAppItBeganWith() throws IOException {
    drop("Dropped.java", source("textInput(null); markdown(String.valueOf(333));"));
    awaitApp("Dropped.app", 200);
    String id = server.create("Dropped.app");
    try (SseClient stream = server.stream(id)) {
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      Files.delete(FOLDER.resolve("Dropped.java"));
      awaitApp("Dropped.app", 404);
      server.answer(id, question.block(), "text_input", "go on");
      assertThat(stream.awaitEvent(e -> e.type().equals("markdown")).data())
          .containsEntry("content", "333");
    }
  }

  @Test
  void aCreateThatTakesItsTimeIsInProgressForItsKey() {
    AtomicInteger tries = new AtomicInteger();
    await()
        .pollDelay(Duration.ZERO)
        // The folder is looked at once a second, by the create that comes then.
        .pollInterval(Duration.ofMillis(1_100))
        .until(() -> statusesWhileCompiling(tries.incrementAndGet()).containsAll(Set.of(201, 409)));
  }

  /** Of creates with one key: the first of them waits for the compiler. */
  private Set<Integer> statusesWhileCompiling(int number) throws IOException {
    String body = "markdown(String.valueOf(%d));".formatted(number);
    String other = new String(source(body), StandardCharsets.UTF_8).replace("Dropped", "Slow");
    drop("Slow.java", other.getBytes(StandardCharsets.UTF_8));
    Supplier<Server.Answer> create =
        () ->
            server.send(
                server
                    .request("/api/sessions")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "compiling-" + number)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"app_id\":\"Slow.app\"}")));
    CompletableFuture<Server.Answer> first = CompletableFuture.supplyAsync(create);
    List<Server.Answer> all = new ArrayList<>();
    do {
      all.add(create.get());
    } while (!first.isDone());
    all.add(first.join());
    all.stream()
        .filter(each -> each.status() == 409)
        .forEach(
            each -> {
              HttpTable.problem(each, 409, "idempotency-conflict");
              assertThat(each.json().get("detail").toString()).contains("still in progress");
            });
    assertThat(
            all.stream().filter(each -> each.status() == 201).map(Server.Answer::text).distinct())
        .hasSizeLessThanOrEqualTo(1);
    return all.stream().map(Server.Answer::status).collect(Collectors.toSet());
  }

  @Test
  void aJarBringsItsApps() throws IOException {
    drop("apps.jar", jarOf(DroppedInAJar.class));
    awaitApp("dev.yera.it.DroppedInAJar.fromJar", 200);
    assertThat(saidBy("dev.yera.it.DroppedInAJar.fromJar")).isEqualTo("from a jar");

    drop("other.jar", new byte[] {1, 2, 3});
    await().until(() -> server.get("/api/apps?broken=true").text().contains("dropped/other.jar"));
    assertThat(saidBy("dev.yera.it.DroppedInAJar.fromJar"))
        .as("its neighbour is not hidden")
        .isEqualTo("from a jar");

    drop("apps.jar", new byte[] {1, 2, 3});
    awaitApp("dev.yera.it.DroppedInAJar.fromJar", 404);
    assertThat(server.get("/api/apps?broken=true").text()).contains("dropped/apps.jar");

    drop("apps.jar", jarOf(DroppedInAJar.class));
    awaitApp("dev.yera.it.DroppedInAJar.fromJar", 200);
    assertThat(saidBy("dev.yera.it.DroppedInAJar.fromJar")).as("mended").isEqualTo("from a jar");
    Files.delete(FOLDER.resolve("apps.jar"));
    awaitApp("dev.yera.it.DroppedInAJar.fromJar", 404);
  }

  private static byte[] jarOf(Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        InputStream classFile = type.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      jar.write(classFile.readAllBytes());
      jar.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void aDescriptionIsAnAppAndABrokenOneIsReported() throws IOException {
    drop("one.app.json", json("{'identifier':'dropped.one','command':['true']}"));
    awaitApp("dropped.one", 200);
    drop("two.app.json", json("{'identifier':'dropped.one','command':['true']}"));
    await()
        .until(
            () ->
                server
                    .get("/api/apps?broken=true")
                    .text()
                    .contains("already the app of dropped/one.app.json"));
    drop("one.app.json", json("{'identifier':'dropped.one'}"));
    await()
        .until(() -> server.get("/api/apps?broken=true").text().contains("command must be a list"));
    assertThat(server.get("/api/apps/dropped.one").status())
        .as("the second takes over")
        .isEqualTo(200);

    drop("two.app.json", json("{'identifier':'dropped.two','command':['echo','{}']}"));
    awaitApp("dropped.two", 200);
    awaitApp("dropped.one", 404);
    Files.delete(FOLDER.resolve("two.app.json"));
    awaitApp("dropped.two", 404);
  }

  @Thorough
  @Test
  void aConfigMapOfKubernetesIsFollowed() throws IOException {
    Path one = Files.createDirectories(FOLDER.resolve("..one"));
    Files.write(
        one.resolve("app"), json("{'identifier':'dropped.map','name':'1','command':['x']}"));
    Files.createSymbolicLink(FOLDER.resolve("..data"), Path.of("..one"));
    Files.createSymbolicLink(FOLDER.resolve("map.app.json"), Path.of("..data/app"));
    awaitApp("dropped.map", 200);

    Path two = Files.createDirectories(FOLDER.resolve("..two"));
    Files.write(
        two.resolve("app"), json("{'identifier':'dropped.map','name':'2','command':['x']}"));
    Path flip = Files.createSymbolicLink(FOLDER.resolve("..flip"), Path.of("..two"));
    Files.move(flip, FOLDER.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> server.get("/api/apps/dropped.map").text().contains("\"name\":\"2\""));

    Files.delete(two.resolve("app"));
    awaitApp("dropped.map", 404);
  }

  @Test
  void aPipeHoldsUpNobody() throws Exception {
    Files.createDirectories(FOLDER);
    Path pipe = FOLDER.resolve("pipe.app.json");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    await()
        .until(
            () ->
                server
                    .get("/api/apps?broken=true")
                    .text()
                    .contains(
                        "\"dropped/pipe.app.json\",\"problem\":\"it is not a regular file\""));
    String id = server.create("it.asks");
    server.delete("/api/sessions/" + id);
  }

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
