package dev.yera.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yera.OwnCertificate;
import dev.yera.Patience;
import dev.yera.settings.ModelSettings;
import dev.yera.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.text.MessageFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections to servers of our own that do not come about: the log names why, the app is spared.
 */
class UnreachableTest {
  private static final String INSECURE = "There is no secure connection to the model's provider.";
  private static final Logger LOG = Logger.getLogger(ModelProvider.class.getName());

  @TempDir private static Path folder;
  private static SSLContext trusted;
  private static ExecutorService threads;
  private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
  private static final Handler HANDLER =
      new Handler() {
        @Override
        public void publish(LogRecord each) {
          LOGGED.add(MessageFormat.format(each.getMessage(), each.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeAll
  static void begin() throws Exception {
    trusted = OwnCertificate.in(folder);
    threads = Executors.newCachedThreadPool();
    LOG.addHandler(HANDLER);
  }

  @AfterAll
  static void end() {
    LOG.removeHandler(HANDLER);
    threads.shutdownNow();
  }

  private static ServerSocket encrypted() throws IOException {
    return trusted
        .getServerSocketFactory()
        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Of a server that refuses whatever comes, to who has these trusted certificates. */
  private static String said(ServerSocket server, String host, Optional<SSLContext> trust) {
    threads.execute(
        () -> {
          try (Socket socket = server.accept()) {
            byte[] no = "HTTP/1.1 400 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            if (socket.getInputStream().read() >= 0) {
              socket.getOutputStream().write(no);
            }
          } catch (IOException gone) {
            return; // the client looks at its own end
          }
        });
    String url = "https://%s:%d/v1".formatted(host, server.getLocalPort());
    Map<String, String> settings =
        Map.of(
            "yera.llm.models", "fast",
            "yera.llm.fast.base-url", url,
            "yera.llm.fast.model", "gpt-test");
    ModelSettings model =
        new Settings(key -> Optional.ofNullable(settings.get(key))).models().get(0);
    Throwable thrown =
        catchThrowable(
            () ->
                Patience.join(
                    new ModelProvider(threads, trust)
                        .send(model, "/chat/completions", new byte[0])));
    GateRefusal refusal = ModelProvider.unreachable(model, thrown.getCause());
    assertThat(refusal.status()).isEqualTo(502);
    return refusal.getMessage();
  }

  private static String logged() {
    return LOGGED.get(LOGGED.size() - 1);
  }

  @Test
  void aCertificateThatNobodyTrusts() throws Exception {
    try (ServerSocket server = encrypted()) {
      assertThat(said(server, "localhost", Optional.empty())).isEqualTo(INSECURE);
      assertThat(logged())
          .startsWith(
              "The provider of the model fast cannot be reached: its certificate is of nobody whom"
                  + " this server's Java trusts (");
    }
  }

  @Test
  void aCertificateForAnotherHost() throws Exception {
    try (ServerSocket server = encrypted()) {
      assertThat(said(server, "127.0.0.1", Optional.of(trusted))).isEqualTo(INSECURE);
      assertThat(logged()).contains(": its certificate does not match the host 127.0.0.1 (");
    }
  }

  @Test
  void aServerWithoutEncryption() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(said(server, "localhost", Optional.of(trusted))).isEqualTo(INSECURE);
      assertThat(logged()).contains(": what is there does not speak TLS, ");
    }
  }

  private static String why(Throwable fault, Throwable cause) {
    return new Unreachable(fault.initCause(cause)).why("models.example");
  }

  @Test
  void whatIsFarDownIsNamed() {
    assertThat(
            why(
                new SSLHandshakeException("validation failed"),
                new CertificateExpiredException("NotAfter: yesterday")))
        .isEqualTo(
            "its certificate has expired (javax.net.ssl.SSLHandshakeException: validation failed:"
                + " java.security.cert.CertificateExpiredException: NotAfter: yesterday)");
    assertThat(
            why(
                new SSLHandshakeException("validation failed"),
                new CertificateNotYetValidException("NotBefore: tomorrow")))
        .startsWith("its certificate is not valid yet (");
    assertThat(why(new ConnectException(), new UnresolvedAddressException()))
        .startsWith("the host models.example is not known (");
    assertThat(new Unreachable(new ConnectException("Connection refused")).why("models.example"))
        .isEqualTo("java.net.ConnectException: Connection refused");
  }
}
