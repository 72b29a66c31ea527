package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code yera.auth=container}: names, passwords and groups of the server's own realm. */
@OwnServer
@Thorough
@Tag("every-server")
class ContainerLoginIT {
  private static PayaraProcess payara;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    payara =
        PayaraProcess.withUser(
            "container-login",
            Map.of(
                "yera.auth", "container",
                "yera.auth.author-groups", "writers",
                "yera.auth.admin-groups", "keepers"),
            List.of("finance", "writers"));
    server = payara.server();
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  private static Server.Answer as(String credentials, String path) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return server.send(server.request(path).header("Authorization", "Basic " + basic).GET());
  }

  @Test
  void whoseNameAndPasswordAreRightIsKnownWithAllGroups() {
    String right = ServerProgram.USER + ":" + ServerProgram.PASSWORD;
    Server.Answer me = as(right, "/api/me");
    assertThat(me.status()).as(me.text()).isEqualTo(200);
    assertThat(me.json())
        .containsEntry("name", ServerProgram.USER)
        .containsEntry("roles", List.of("author"));
    assertThat(as(right, "/api/apps/it.finance").status()).as("an app of the group").isEqualTo(200);
  }

  @Test
  void othersAreAskedForBoth() {
    for (Server.Answer stranger :
        List.of(
            server.get("/api/apps"),
            as(ServerProgram.USER + ":guessed", "/api/me"),
            as("nobody:" + ServerProgram.PASSWORD, "/api/me"),
            as(ServerProgram.USER, "/api/me"))) {
      assertThat(stranger.status()).as(stranger.text()).isEqualTo(401);
      assertThat(stranger.header("WWW-Authenticate")).startsWith("Basic realm=");
      assertThat(stranger.json()).containsEntry("type", "/problems/login-required");
    }
  }
}
