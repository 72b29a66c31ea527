package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What nodes say to each other, as those of 2026-11-29 say it and understand it: while nodes are
 * restarted one after the other, both are there. It may grow; what is here must stay.
 */
class WireTest {
  private static final String SECRET = "what the nodes of every version know each other by";

  /** By that secret, and by hand. */
  private static final String SIGNED =
      "node-1 1767225600000 000102030405060708090a0b0c0d0e0f"
          + " 51f6bcae661b9926c77779577f49b897435eeed9ed8ff093074f116ac0b019a1";

  private static final String STATE =
      """
      {"id":"0f8fad5b-d9cb-469f-a165-70867728950e","app_id":"it.cat","app_name":"cat",
       "owner":"u proxy ann","status":"STOPPED","created_at":"2026-11-29T12:00:00.000000Z",
       "started_at":"2026-11-29T12:00:01.000000Z","ended_at":"2026-11-29T12:00:02.000000Z",
       "last_event_id":3,"viewers":1,"interactions":2,"awaiting":["q"],
       "exit":{"exit_code":137,"reason":"The server that ran it was lost.",
               "return_type":"NoneType","return_value":null,"duration_seconds":1.0,
               "error":{"error_type":"NodeLost","message":"lost","stderr":[]}},
       "title":"mine","pinned":true}
      """;

  @Test
  void whatAnotherVersionSignedIsBelieved() {
    Signature signature = new Signature(SECRET, () -> Instant.ofEpochMilli(1767225600000L));
    Signature.Request request =
        new Signature.Request(
            "POST",
            "/internal/forward/api/sessions?x=1",
            "eyJvcmlnaW4iOiJodHRwOi8vYXBwcy5leGFtcGxlLm9yZyJ9 viewer-1",
            "{\"app_id\":\"it.cat\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(SIGNED, request)).contains("node-1");
  }

  @Test
  void theStateOfASessionSaysWhatAnotherVersionReads() {
    Map<?, ?> state = (Map<?, ?>) Json.read(STATE);
    assertThat(Json.read(Json.bytes(StateJson.of(StateJson.read(state))))).isEqualTo(state);
  }

  @Test
  void whatANewerVersionAddsToAStateIsNotMinded() {
    Map<Object, Object> state = new LinkedHashMap<>((Map<?, ?>) Json.read(STATE));
    state.put("of_a_newer_version", List.of(1L));
    assertThat(StateJson.read(state)).isEqualTo(StateJson.read((Map<?, ?>) Json.read(STATE)));
  }

  @Test
  void theNamesOfWhatARequestSaysStay() {
    assertThat(
            List.of(
                ClusterFilter.INTERNAL + Door.FORWARDED,
                Signature.HEADER,
                Peers.TOLD,
                Peers.BODY,
                RemoteViewer.HEADER,
                Forwarding.IF_OWNED))
        .containsExactly(
            "/internal/forward",
            "Yera-Node",
            "Yera-Caller",
            "Yera-Body",
            "Yera-Viewer",
            "Yera-If-Owned");
    assertThat(Forwarding.NOT_OWNED).isEqualTo(421);
  }
}
