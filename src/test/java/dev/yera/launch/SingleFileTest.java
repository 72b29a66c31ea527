package dev.yera.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleFileTest {
  /** The lines before boot that come with the file have 127.0.0.1. */
  @ParameterizedTest
  @CsvSource({
    "::1, 0:0:0:0:0:0:0:1, http://[0:0:0:0:0:0:0:1]:81/",
    "127.0.0.2, 127.0.0.2, http://127.0.0.2:81/",
    "127.0.1.1, 127.0.1.1, http://127.0.1.1:81/",
    "192.0.2.1, 192.0.2.1, http://192.0.2.1:81/",
    "0.0.0.0, 0.0.0.0, http://127.0.0.1:81/"
  })
  void itListensWhereItLooks(String address, String listens, String url) throws IOException {
    InetAddress at = InetAddress.getByName(address);
    List<String> options = SingleFile.listening(at);
    assertThat(options).first().isEqualTo("--prebootcommandfile");
    assertThat(Path.of(options.get(1)))
        .content()
        .endsWith("http-listener.address=" + listens + "\n");
    assertThat(SingleFile.url(at, "81")).isEqualTo(url);
  }

  @Test
  void whereItListensAnywayNeedsNoLine() throws IOException {
    InetAddress at = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    assertThat(SingleFile.listening(at)).isEmpty();
    assertThat(SingleFile.url(at, "81")).isEqualTo("http://127.0.0.1:81/");
  }

  @ParameterizedTest
  @CsvSource({"200, 404, true", "503, 401, true", "503, 404, false", "404, 404, false"})
  void oneThatIsNotReadyIsThereIfItHasAnApi(int ready, int apps, boolean isThere)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer(server, "/health/ready", ready);
    answer(server, "/api/apps", apps);
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
      assertThat(SingleFile.answers(url)).isEqualTo(isThere);
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpServer server, String path, int status) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }
}
