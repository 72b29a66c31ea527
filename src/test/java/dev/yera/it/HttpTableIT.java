package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpTableIT extends ClientTest implements HttpTable {
  @Override
  public Server server() {
    return server;
  }

  @Override
  public int port() {
    return url.getPort();
  }

  @Test
  void aServerThatIsAloneHasNoNodesAndCannotDrain() {
    assertThat(server.get("/api/nodes").list()).isEmpty();
    assertThat(server.post("/api/nodes/me/drain", Map.of()).status()).isEqualTo(409);
    assertThat(server.get("/internal/alive").status()).isEqualTo(404);
  }
}
