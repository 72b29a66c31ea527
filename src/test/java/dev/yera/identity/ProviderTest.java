package dev.yera.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProviderTest {
  private HttpServer server;
  private URI issuer;
  private volatile boolean isOpenId;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = URI.create("http://localhost:" + server.getAddress().getPort());
    server.createContext("/.well-known/openid-configuration", this::openId);
    server.createContext("/.well-known/oauth-authorization-server", this::metadata);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void openId(HttpExchange exchange) throws IOException {
    if (isOpenId) {
      metadata(exchange);
    } else {
      exchange.sendResponseHeaders(503, -1);
      exchange.close();
    }
  }

  private void metadata(HttpExchange exchange) throws IOException {
    byte[] body =
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/a", "token_endpoint": "%1$s/t",
         "jwks_uri": "%1$s/k", "response_types_supported": ["code"],
         "subject_types_supported": ["public"],
         "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer)
            .getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Its other metadata came, and must not stand for those that are missing until the end. */
  @Test
  void whatAProviderDoesNotSayNowIsAskedForAgain() throws IOException {
    Provider provider = new Provider(issuer, Optional.empty());
    assertThatThrownBy(provider::metadata)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no OpenID provider");
    isOpenId = true;
    await().ignoreExceptions().until(() -> provider.metadata() != null);
    assertThat(provider.metadata().getTokenEndpointURI()).isEqualTo(issuer.resolve("/t"));
  }
}
