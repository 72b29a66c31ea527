package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What admins are told of the server that other tests use at the same time. */
class AdminIT extends ClientTest {
  @Test
  void itTellsHowTheServerStandsAndNothingOfWhatSessionsSay() {
    String word = "xyzzy-of-a-session";
    String id = server.create("it.console", Map.of("greeting", "argument-" + word));
    try (SseClient stream = server.stream(id);
        AdminStream admin = new AdminStream(server, "?app_id=it.console&status=running")) {
      assertThat(admin.status()).isEqualTo(200);
      assertThat(admin.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(admin.header("Cache-Control")).contains("no-store");
      SseClient.Event question = stream.awaitQuestion("text_input", 1);
      assertThat(server.answer(id, question.block(), "text_input", "answer-" + word).status())
          .isEqualTo(202);
      assertThat(server.patch("/api/sessions/" + id, Map.of("title", word)).status())
          .isEqualTo(200);
      Map<?, ?> row =
          admin.awaitSession(
              each -> each.get("session_id").equals(id) && each.get("interactions").equals(1L));
      assertThat(row.get("viewers")).isEqualTo(1L);
      assertThat(row.get("app_id")).isEqualTo("it.console");
      assertThat(row.containsKey("title")).isFalse();

      Map<String, Object> now = server.get("/api/admin").json();
      assertThat(now).containsOnlyKeys("server", "now", "store", "nodes", "apps", "warnings");
      assertThat((long) member(now, "now", "running")).isPositive();
      assertThat((long) member(now, "now", "viewers")).isGreaterThanOrEqualTo(2);
      assertThat((long) member(now, "store", "sessions")).isPositive();
      assertThat(member(now, "store", "oldest")).isNotNull();
      assertThat(now.get("nodes")).isEqualTo(List.of());
      assertThat(settings(now))
          .anySatisfy(
              each ->
                  assertThat(each)
                      .containsEntry("key", "yera.session.stop-grace")
                      .containsEntry("value", "PT1S")
                      .hasEntrySatisfying(
                          "origin", origin -> assertThat((String) origin).contains("yera.config")))
          .anySatisfy(
              each ->
                  assertThat(each)
                      .containsEntry("key", "yera.stream.heartbeat")
                      .containsEntry("value", "PT15S")
                      .containsEntry("origin", null));
      assertThat(Json.text(now)).doesNotContain(word);
      assertThat(admin.all()).isNotEmpty();
      assertThat(admin.all().toString()).doesNotContain(word);
    } finally {
      server.delete("/api/sessions/" + id);
    }
  }

  private static Object member(Map<String, Object> parts, String part, String name) {
    return ((Map<?, ?>) parts.get(part)).get(name);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> settings(Map<String, Object> parts) {
    return (List<Map<String, Object>>) member(parts, "server", "settings");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> app(Map<?, ?> apps, String id) {
    return ((List<Map<String, Object>>) apps.get("apps"))
        .stream().filter(each -> each.get("app_id").equals(id)).findFirst().orElseThrow();
  }

  @Test
  void whatChangesIsToldAgainAndNothingElse() {
    try (AdminStream admin = new AdminStream(server, "?app_id=it.exits")) {
      Map<?, ?> before = admin.awaitPart("apps", each -> true);
      long failed = (long) app(before, "it.exits").get("failed");
      String id = server.create("it.exits");
      admin.awaitSession(
          each -> each.get("session_id").equals(id) && each.get("status").equals("created"));
      try (SseClient stream = server.stream(id)) {
        stream.awaitEnd();
      }
      Map<?, ?> ended =
          admin.awaitSession(
              each -> each.get("session_id").equals(id) && each.get("status").equals("failed"));
      assertThat(ended.get("error_type")).isEqualTo("ProcessExited");
      Map<?, ?> after =
          admin.awaitPart("apps", each -> (long) app(each, "it.exits").get("failed") > failed);
      assertThat(app(after, "it.exits"))
          .containsEntry("last_error_type", "ProcessExited")
          .containsKey("last_failure_at");
      assertThat(server.delete("/api/sessions/" + id).status()).isEqualTo(204);
      admin.awaitPart("sessions", list -> !AdminStream.ids(list).contains(id));
      assertThat(admin.all().stream().filter(each -> each.part().equals("server"))).hasSize(1);
      for (int i = 1; i < admin.all().size(); i++) {
        AdminStream.Told told = admin.all().get(i);
        assertThat(
                admin.all().subList(0, i).stream()
                    .filter(each -> each.part().equals(told.part()))
                    .reduce((one, later) -> later))
            .isNotEqualTo(Optional.of(told));
      }
    }
  }

  @Test
  void theListIsReadPageByPage() {
    List<String> ids =
        List.of(server.create("it.who"), server.create("it.who"), server.create("it.who"));
    String cursor;
    try (AdminStream first = new AdminStream(server, "?app_id=it.who&status=created&limit=2")) {
      Map<?, ?> list = first.awaitPart("sessions", each -> true);
      assertThat(AdminStream.ids(list)).hasSize(2).contains(ids.get(2));
      cursor = (String) list.get("next");
    }
    try (AdminStream second =
        new AdminStream(server, "?app_id=it.who&status=created&limit=2&cursor=" + cursor)) {
      assertThat(AdminStream.ids(second.awaitPart("sessions", each -> true))).contains(ids.get(0));
    }
    ids.forEach(each -> server.delete("/api/sessions/" + each));
  }

  @Test
  void whatCannotBeAskedForIsRefusedAndTakesNoPlace() {
    for (String wrong : List.of("status=nothing", "limit=0", "cursor=x", "q=word", "owner=x y")) {
      Server.Answer refused = server.get("/api/admin/events?" + wrong.replace(" ", "%20"));
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.json()).containsEntry("parameter", wrong.substring(0, wrong.indexOf('=')));
    }
    Server.Answer head =
        server.send(
            server
                .request("/api/admin/events")
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    assertThat(head.status()).isEqualTo(405);
  }
}
