package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.provider.Provider;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an app is told of the user who created its session. */
@Thorough
@OwnServer
class AppUserIT {
  private static final String HOST = "Host: localhost";
  private static final Map<String, Object> NOBODY = user(null, null, null, null);

  private static Provider provider;
  private static PayaraProcess payara;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    provider = new Provider(Duration.ofMinutes(5));
    String apps = "yera.apps.dir=src/test/apps\nyera.worker.pool-size=1\n";
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put("/open", apps);
    contexts.put(
        "/",
        apps
            + "yera.auth=jwt\nyera.auth.jwt.audience=yera\nyera.auth.jwt.groups-claim=teams\n"
            + "yera.auth.jwt.issuer="
            + provider.issuer()
            + "\n");
    payara = PayaraProcess.with("app-user", contexts, InetAddress.getLoopbackAddress());
    http = new RawHttp(payara.port());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    provider.close();
  }

  private static Map<String, Object> user(
      String name, List<String> groups, String locale, String timeZone) {
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("name", name);
    user.put("groups", groups);
    user.put("locale", locale);
    user.put("time_zone", timeZone);
    return user;
  }

  private static String ann() {
    return provider.token(
        provider.claims("ann-17").claim("name", "Ann Ek").claim("teams", List.of("red", "blue")));
  }

  private static String create(String context, String app, String more, String... headers) {
    RawHttp.Answer created =
        http.post(context + "/api/sessions", "{\"app_id\":\"%s\"%s}".formatted(app, more), headers);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    return (String) created.json().get("session_id");
  }

  /** The data of the first event of this type. */
  private static Map<String, Object> said(
      String context, String id, String type, String... headers) {
    Server server = new Server(payara.port(), context);
    try (SseClient stream = server.stream(id, headers)) {
      return stream.awaitEvent(event -> event.type().equals(type)).data();
    }
  }

  @Test
  void aCommandIsToldNameGroupsLocaleAndTimeZoneAndNoToken() {
    String token = ann();
    String id =
        create(
            "",
            "it.who",
            ",\"time_zone\":\"Europe/Stockholm\"",
            HOST,
            "Authorization: Bearer " + token,
            "Accept-Language: sv;q=0.8, *;q=0.9, de-CH, en;q=0.1");
    Map<String, Object> said = said("", id, "start_line", "Authorization", "Bearer " + token);
    assertThat(said)
        .containsEntry("user", user("Ann Ek", List.of("blue", "red"), "de-CH", "Europe/Stockholm"));
    assertThat((String) said.get("line")).doesNotContain(token, "Bearer", "ann-17");
  }

  @Test
  void aReadyJavaWorkerIsToldIt() {
    String token = ann();
    String bearer = "Authorization: Bearer " + token;
    await().until(() -> http.send("GET", "/api/apps/WhoAsks.who", HOST, bearer).status() == 200);
    String id =
        create(
            "",
            "WhoAsks.who",
            ",\"time_zone\":\"Asia/Tokyo\"",
            HOST,
            bearer,
            "Accept-Language: ja");
    assertThat(said("", id, "exit", "Authorization", "Bearer " + token))
        .extracting("return_value")
        .asString()
        .startsWith("Ann Ek [")
        .contains("red", "blue")
        .endsWith("] ja Asia/Tokyo");
  }

  @Test
  void ofAVisitorOnlyTheBrowserIsKnown() {
    String id =
        create("/open", "it.who", ",\"time_zone\":\"UTC\"", HOST, "Accept-Language: en-GB,en");
    assertThat(said("/open", id, "start_line"))
        .containsEntry("user", user(null, null, "en-GB", "UTC"));
    String java = create("/open", "WhoAsks.who", "", HOST);
    assertThat(said("/open", java, "exit")).containsEntry("return_value", "nobody [] - -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "*", "'no language; q=x'", "',;,'"})
  void withoutALanguageNoneIsKnown(String languages) {
    String id = create("/open", "it.who", "", HOST, "Accept-Language: " + languages);
    assertThat(said("/open", id, "start_line")).containsEntry("user", NOBODY);
  }

  @Test
  void aTimeZoneThatThisServerDoesNotKnowIsPassedOn() {
    String zone = ",\"time_zone\":\"Moon/Tycho\"";
    assertThat(said("/open", create("/open", "it.who", zone, HOST), "start_line"))
        .containsEntry("user", user(null, null, null, "Moon/Tycho"));
    assertThat(said("/open", create("/open", "WhoAsks.who", zone, HOST), "exit"))
        .containsEntry("return_value", "nobody [] - -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"7", "{}", "\"\"", "\"a b\"", "\"é\""})
  void whatIsNoNameOfATimeZoneIsRefused(String zone) {
    RawHttp.Answer refused =
        http.post(
            "/open/api/sessions", "{\"app_id\":\"it.who\",\"time_zone\":%s}".formatted(zone), HOST);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(Json.text(refused.json())).contains("bad-arguments", "time_zone");
  }
}
