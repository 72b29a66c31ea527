package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final String SECRET = "a secret of at least thirty-two characters";

  private Instant time = Instant.parse("2026-11-28T12:00:00Z");
  private final Signature here = new Signature(SECRET, () -> time);
  private final Signature there = new Signature(SECRET, () -> time);
  private final Signature.Request request = request("POST", "/internal/x?y=1", "caller", "body");

  private static Signature.Request request(String method, String target, String told, String body) {
    return new Signature.Request(method, target, told, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatANodeSaysIsKnownOnce() {
    String header = here.of("node-1", request);
    assertThat(there.verify(header, request)).contains("node-1");
    assertThat(there.verify(header, request)).as("again").isEmpty();
    assertThat(there.verify(here.of("node-1", request), request)).contains("node-1");
  }

  @Test
  void nothingOfItCanBeAnother() {
    String header = here.of("node-1", request);
    for (Signature.Request other :
        new Signature.Request[] {
          request("GET", "/internal/x?y=1", "caller", "body"),
          request("POST", "/internal/x?y=2", "caller", "body"),
          request("POST", "/internal/x?y=1", "admin", "body"),
          request("POST", "/internal/x?y=1", "caller", "bodY"),
          request("POST", "/internal/x", "?y=1\ncaller", "body"),
        }) {
      assertThat(there.verify(header, other)).isEmpty();
    }
    for (String forged :
        new String[] {
          null,
          "",
          header.replace("node-1", "node-2"),
          header.substring(0, header.length() - 1),
          header + " ",
          "a b c d",
          "x".repeat(100_000),
          "\u00e9 1 2 \ud800"
        }) {
      assertThat(there.verify(forged, request)).isEmpty();
    }
    String stranger =
        new Signature(SECRET.replace("a secret", "another"), () -> time).of("node-1", request);
    assertThat(there.verify(stranger, request)).isEmpty();
    assertThat(there.verify(header, request)).as("the real one").contains("node-1");
  }

  @Test
  void whatIsLateIsUnknownAndAllThatMayNotBeLateIsRemembered() {
    String header = here.of("node-1", request);
    time = time.plusSeconds(31);
    assertThat(there.verify(header, request)).isEmpty();
    String early = here.of("node-1", request);
    time = time.minusSeconds(29); // its clock is ahead, by less than is late
    assertThat(there.verify(early, request)).contains("node-1");
    for (int i = 0; i < 58; i++) {
      time = time.plus(Duration.ofSeconds(1));
      assertThat(there.verify(early, request)).as("%d s later", i).isEmpty();
      assertThat(there.verify(here.of("node-1", request), request)).isPresent();
    }
  }
}
