package dev.yera.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.yera.OwnCertificate;
import dev.yera.Patience;
import dev.yera.app.App;
import dev.yera.app.local.AppRunner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses with https, at a server of our own with a certificate for localhost. */
class GateClientTest {
  private static final String YES = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nYes";
  private static final String TOKEN = "sk-very-secret";

  @TempDir private static Path folder;
  private static SSLContext trusted;
  private static Model model;

  @BeforeAll
  static void certify() throws Exception {
    trusted = OwnCertificate.in(folder);
  }

  private static ServerSocket encrypted() throws IOException {
    return trusted
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static HttpRequest request(String host, ServerSocket server) {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .url("https://%s:%d/v1/chat/completions".formatted(host, server.getLocalPort()))
        .addHeader("Authorization", "Bearer " + TOKEN)
        .body("{}")
        .build();
  }

  private static GateClient client() {
    return new GateClient(Optional.empty(), () -> {}, trusted::getSocketFactory);
  }

  /** Takes one connection, until the client ends it. */
  private static CompletableFuture<String> taken(ServerSocket server, String answer) {
    return CompletableFuture.supplyAsync(
        () -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              all.write(buffer, 0, n);
              if (all.toString(StandardCharsets.UTF_8).endsWith("{}")) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
              }
            }
          } catch (IOException gone) {
            return all.toString(StandardCharsets.UTF_8);
          }
          return all.toString(StandardCharsets.UTF_8);
        });
  }

  @Test
  void anAddressWithHttpsIsAskedEncrypted() throws Exception {
    try (ServerSocket server = encrypted()) {
      CompletableFuture<String> came = taken(server, YES);
      assertThat(client().execute(request("localhost", server)).body()).isEqualTo("Yes");
      assertThat(Patience.join(came))
          .startsWith("POST /v1/chat/completions HTTP/1.1\r\nHost: localhost:")
          .contains("Authorization: Bearer " + TOKEN);
    }
  }

  @Test
  void aCertificateForAnotherNameIsNotTaken() throws Exception {
    try (ServerSocket server = encrypted()) {
      CompletableFuture<String> came = taken(server, YES);
      assertThatThrownBy(() -> client().execute(request("127.0.0.1", server)))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
      assertThat(Patience.join(came)).isEmpty();
    }
  }

  @Test
  void anInterruptEndsARequestThatIsEncrypted() throws Exception {
    try (ServerSocket server = encrypted()) {
      CompletableFuture<Throwable> thrown = new CompletableFuture<>();
      Thread app =
          new Thread(
              () -> {
                try {
                  client().execute(request("localhost", server));
                } catch (UncheckedIOException e) {
                  thrown.complete(e);
                }
              });
      app.start();
      try (Socket socket = server.accept()) {
        assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
        app.interrupt();
        assertThat(Patience.join(thrown)).isNotNull();
        CompletableFuture<Boolean> gone =
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return socket.getInputStream().readAllBytes().length > 0;
                  } catch (IOException cut) {
                    return true;
                  }
                });
        assertThat(Patience.join(gone)).isTrue();
      }
    }
  }

  @App
  static void asks() {
    Llm.chat(model, new Memory(), "hi");
  }

  private static ModelException refused() {
    return (ModelException) AppRunner.of(GateClientTest::asks).run().error().orElseThrow();
  }

  @Test
  void whereNobodySpeaksTlsTheTokenDoesNotArrive() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<String> came =
          CompletableFuture.supplyAsync(
              () -> {
                try (Socket socket = plain.accept()) {
                  byte[] first = new byte[64 * 1024];
                  int n = socket.getInputStream().read(first);
                  socket
                      .getOutputStream()
                      .write("HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  return new String(first, 0, n, StandardCharsets.ISO_8859_1);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      String url = "https://localhost:%d/v1".formatted(plain.getLocalPort());
      model = Model.in(Map.of("OPENAI_BASE_URL", url, "OPENAI_API_KEY", TOKEN), "fast");
      ModelException refused = refused();
      assertThat(Patience.join(came)).doesNotContain(TOKEN, "Authorization");
      assertThat(refused.reason()).isEqualTo(ModelException.Reason.FAILED);
      assertThat(refused).hasMessage("There is no secure connection to the language model.");
      assertThat(refused).hasRootCauseInstanceOf(SSLException.class);
    }
  }

  @Test
  void anAddressOfAnotherKindIsRefused() {
    model = Model.in(Map.of("OPENAI_BASE_URL", "ftp://localhost:1/v1"), "fast");
    assertThat(refused()).hasMessage("OPENAI_BASE_URL has to begin with http:// or https://.");
  }
}
