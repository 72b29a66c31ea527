package dev.yera.page;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Keycloak on loopback, with a realm of ours: unpacked by {@code mvn -Pkeycloak}. Its user {@code
 * ann} has the password {@code secret}.
 */
final class Keycloak implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final Duration BOOT = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private Process process;

  Keycloak() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  /** As tokens have it; known before it runs. */
  String issuer() {
    return url() + "/realms/yera";
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param home where it was unpacked
   * @param server the address of the product
   */
  void start(Path home, String server) throws IOException {
    String realm = Files.readString(Path.of("src/test/resources/dev/yera/page/keycloak.json"));
    Path imported = Files.createDirectories(home.resolve("data/import"));
    Files.writeString(imported.resolve("yera.json"), realm.replace("${server}", server));
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            home.resolve("bin/kc.sh").toString(),
            "start-dev",
            "--db=dev-mem",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--import-realm");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("log.txt").toFile());
    process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    Awaitility.await("Keycloak, see " + home.resolve("log.txt"))
        .atMost(BOOT)
        .pollInterval(Duration.ofMillis(500))
        .ignoreException(UncheckedIOException.class)
        .until(() -> send(get(issuer() + "/.well-known/openid-configuration")).statusCode() == 200);
  }

  static HttpRequest.Builder get(String address) {
    return HttpRequest.newBuilder(URI.create(address));
  }

  /** Sends it, and has the answer as text. */
  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String token(String realm, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpResponse<String> answer =
        send(
            get(url() + "/realms/" + realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&" + body)));
    return (String) ((Map<?, ?>) Json.read(answer.body())).get("access_token");
  }

  /** A token of Ann's for the product, as a program gets it. */
  String tokenOfAnn() {
    return token(
        "yera",
        Map.of(
            "client_id",
            "yera",
            "client_secret",
            "secret",
            "username",
            "ann",
            "password",
            "secret"));
  }

  /** An administrator ends all logins of Ann's. */
  void endLoginsOfAnn() {
    String token =
        token("master", Map.of("client_id", "admin-cli", "username", ADMIN, "password", ADMIN));
    String users = url() + "/admin/realms/yera/users";
    List<?> found =
        (List<?>)
            Json.read(
                send(get(users + "?username=ann").header("Authorization", "Bearer " + token))
                    .body());
    Object id = ((Map<?, ?>) found.get(0)).get("id");
    send(
        get(users + "/" + id + "/logout")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
