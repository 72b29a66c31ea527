package dev.yera.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir private Path folder;

  private static Settings with(String key, String value) {
    return new Settings(asked -> asked.equals(key) ? Optional.of(value) : Optional.empty());
  }

  private static void assertRefused(String key, String value) {
    assertThatThrownBy(() -> with(key, value))
        .describedAs("%s = %s", key, value)
        .isInstanceOf(BadSettingException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("\"" + value + "\"")
        .hasNoCause(); // of which a server might log nothing else
  }

  @Test
  void namesOfTheLastVersionStillWorkWithAWarning() {
    Settings old = with("yera.work.max-bytes", "5MiB");
    assertThat(old.get(StoreSettings.STORE_MAX_BYTES)).isEqualTo(5L << 20);
    assertThat(old.warnings())
        .singleElement()
        .asString()
        .contains("yera.work.max-bytes", "yera.store.max-bytes");
    assertRefused("yera.work.max-bytes", "much");
    Map<String, String> both =
        Map.of("yera.work.max-bytes", "5MiB", "yera.store.max-bytes", "6MiB");
    assertThat(
            new Settings(key -> Optional.ofNullable(both.get(key)))
                .get(StoreSettings.STORE_MAX_BYTES))
        .isEqualTo(6L << 20);
    assertThat(with("yera.sessions.max-retained", "7").warnings())
        .singleElement()
        .asString()
        .contains("yera.sessions.max-retained", "yera.store.retention");
  }

  @Test
  void whatIsShownHasNoSecret() {
    List<String> secrets =
        Settings.all().stream().filter(Settings::isSecret).map(Setting::key).toList();
    assertThat(secrets)
        .containsExactly(
            "yera.store.password",
            "yera.cluster.secret",
            "yera.metrics.token",
            "yera.auth.proxy.secret",
            "yera.auth.oidc.client-secret");
    String secret = "hidden-from-operators-0123456789";
    Settings all =
        new Settings(
            key ->
                secrets.contains(key)
                    ? Optional.of(secret)
                    : switch (key) {
                      case "yera.store" ->
                          Optional.of(
                              "jdbc:postgresql://ann:%s@db/x?password=%<s".formatted(secret));
                      case "yera.worker.jvm-options" -> Optional.of("-Xmx9m -Dkey=" + secret);
                      default -> Optional.empty();
                    });
    for (Setting<?> each : Settings.all()) {
      assertThat(all.shown(each)).as(each.key()).doesNotContain(secret);
    }
    assertThat(all.shown(OperatorSettings.METRICS_TOKEN)).isEqualTo("***");
    assertThat(all.isSet(OperatorSettings.METRICS_TOKEN)).isTrue();
    assertThat(all.shown(StoreSettings.STORE)).isEqualTo("jdbc:postgresql://***@db/x?***");
    assertThat(all.shown(WorkerSettings.WORKER_JVM_OPTIONS)).isEqualTo("-Xmx9m -Dkey=***");
    assertThat(all.shown(HttpSettings.HEARTBEAT)).isEqualTo("PT15S");
    assertThat(all.isSet(HttpSettings.HEARTBEAT)).isFalse();
    assertThat(with("yera.store", "memory").shown(OperatorSettings.METRICS_TOKEN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "yera.metrics.token, hidden-word",
    "yera.store, jdbc:postgres://db/x?password=hidden-word",
  })
  void aSecretThatIsRefusedIsNotNamed(String key, String value) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(BadSettingException.class)
        .hasMessageStartingWith(key + " must be ")
        .satisfies(
            refused -> {
              StringWriter all = new StringWriter();
              refused.printStackTrace(new PrintWriter(all));
              assertThat(all.toString()).doesNotContain("hidden-word");
            });
  }

  private String tokenIn(Path file) {
    return with("yera.metrics.token-file", file.toString())
        .secret(OperatorSettings.METRICS_TOKEN, OperatorSettings.METRICS_TOKEN_FILE);
  }

  @Test
  void aFileHasASecretAsTheSettingWouldHaveIt() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
    assertThat(tokenIn(file)).isEqualTo("0123456789abcdef");
    Files.writeString(file, "hidden-word\n");
    assertThatThrownBy(() -> tokenIn(file))
        .isInstanceOf(BadSettingException.class)
        .hasMessage("yera.metrics.token must be a text of at least 16 characters");
    Files.writeString(file, " \n");
    assertThatThrownBy(() -> tokenIn(file))
        .isInstanceOf(BadSettingException.class)
        .hasMessage("yera.metrics.token-file names a file that is empty: " + file);
    Map<String, String> model =
        Map.of(
            "yera.llm.models", "small",
            "yera.llm.small.model", "s",
            "yera.llm.small.key-file", file.toString());
    assertThatThrownBy(() -> new Settings(key -> Optional.ofNullable(model.get(key))))
        .isInstanceOf(BadSettingException.class)
        .hasMessage("yera.llm.small.key-file is a file that is empty: " + file);
  }

  @Test
  void theLinesHaveTheModelsToo() {
    Map<String, String> set =
        Map.of(
            "yera.llm.models", "small",
            "yera.llm.small.model", "s-1",
            "yera.llm.small.base-url", "https://models.example.org/v1/",
            "yera.llm.small.key", "hidden-word",
            "yera.llm.small.input-price", "0.25");
    Settings settings = new Settings(key -> Optional.ofNullable(set.get(key)), key -> "a file");
    Optional<String> file = Optional.of("a file");
    List<Settings.Line> lines = settings.lines();
    assertThat(lines.subList(Settings.all().size(), lines.size()))
        .containsExactly(
            new Settings.Line("yera.llm.small.provider", "openai", Optional.empty()),
            new Settings.Line("yera.llm.small.base-url", "https://models.example.org/v1", file),
            new Settings.Line("yera.llm.small.model", "s-1", file),
            new Settings.Line("yera.llm.small.key", "***", file),
            new Settings.Line("yera.llm.small.key-file", "", Optional.empty()),
            new Settings.Line("yera.llm.small.input-price", "0.25", file),
            new Settings.Line("yera.llm.small.output-price", "", Optional.empty()));
    assertThat(lines).contains(new Settings.Line("yera.llm.models", "small", file));
  }

  @Test
  void inMemoryTheyAreTheSettings() {
    Map<String, String> memory = Map.of("yera.store", "memory", "yera.work.max-bytes", "5MiB");
    Settings settings = new Settings(key -> Optional.ofNullable(memory.get(key)));
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.get(SessionSettings.WORK_MAX_BYTES)).isEqualTo(5L << 20);
    assertThat(settings.get(StoreSettings.STORE_MAX_BYTES)).isEqualTo(16L << 30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https:",
        "https://*",
        "https://a b",
        "https://a;script-src *",
        "https://*.*.example",
        "portal.example",
        "https://a.example/path",
        "https://a'"
      })
  void aSourceOfFramesIsOne(String text) {
    assertRefused("yera.embed.frame-ancestors", text);
  }

  @Test
  void sourcesOfFramesMayHaveWildcards() {
    String text = "https://*.cloud.microsoft, http://localhost:*";
    assertThat(with("yera.embed.frame-ancestors", text).get(OriginSettings.EMBED_FRAME_ANCESTORS))
        .containsExactlyInAnyOrder("https://*.cloud.microsoft", "http://localhost:*");
  }

  @Test
  void theDefaultsAreTheContracts() {
    Settings settings = new Settings(key -> Optional.empty());
    assertThat(settings.get(FolderSettings.APPS_DIR)).isEqualTo(Path.of("apps"));
    assertThat(settings.get(SessionSettings.START_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.get(SessionSettings.UNVIEWED_TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.get(SessionSettings.AWAY_TIMEOUT)).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.get(SessionSettings.IDLE_TIMEOUT)).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.get(SessionSettings.MAX_LIFETIME)).isEqualTo(Duration.ofHours(8));
    assertThat(settings.get(SessionSettings.RETENTION)).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.get(SessionSettings.STOP_GRACE)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(SessionSettings.OUTPUT_QUOTA)).isEqualTo(64L << 20);
    assertThat(settings.get(SessionSettings.MAX_LINE)).isEqualTo(1L << 20);
    assertThat(settings.get(SessionSettings.MAX_VIEWERS)).isEqualTo(8);
    assertThat(settings.get(SessionSettings.VIEWERS_MAX)).isEqualTo(1000);
    assertThat(settings.get(SessionSettings.MAX_PENDING_INPUT)).isEqualTo(64);
    assertThat(settings.get(SessionSettings.SESSIONS_MAX)).isEqualTo(200);
    assertThat(settings.get(SessionSettings.SESSIONS_MAX_PER_OWNER)).isEqualTo(20);
    assertThat(settings.get(SessionSettings.SESSIONS_MAX_RETAINED)).isEqualTo(500);
    assertThat(settings.get(SessionSettings.WORK_MAX_BYTES)).isEqualTo(4L << 30);
    assertThat(settings.get(OriginSettings.EMBED_FRAME_ANCESTORS)).isEmpty();
    assertThat(settings.get(StoreSettings.STORE).kind()).isEqualTo(StoreKind.FILES);
    assertThat(settings.get(StoreSettings.STORE_RETENTION)).isEqualTo(Duration.ofDays(30));
    assertThat(settings.get(StoreSettings.STORE_MAX_BYTES)).isEqualTo(16L << 30);
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.get(HttpSettings.REQUEST_MAX_BYTES)).isEqualTo(1L << 20);
    assertThat(settings.get(HttpSettings.REQUEST_TIMEOUT)).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.get(HttpSettings.HEARTBEAT)).isEqualTo(Duration.ofSeconds(15));
    assertThat(settings.get(HttpSettings.MAX_AGE)).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.get(HttpSettings.WRITE_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.get(WorkerSettings.WORKER_ENV_ALLOW)).isEmpty();
    assertThat(settings.get(OriginSettings.EMBED_ORIGINS)).isEmpty();
    assertThat(settings.get(SessionSettings.SESSIONS_MAX_PER_VISITOR)).isEqualTo(20);
    assertThat(settings.get(OriginSettings.PUBLIC_ORIGINS)).isEmpty();
    assertThat(settings.get(AuthSettings.AUTH)).containsExactly("none");
    assertThat(settings.get(AuthSettings.AUTH_ANONYMOUS)).isFalse();
  }

  @Test
  void theWorkFolderIsOneOfTheUserUnderTheTemporaryOne() {
    Path work = new Settings(key -> Optional.empty()).get(FolderSettings.WORK_DIR);
    assertThat(work.getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    assertThat(work.getFileName().toString()).endsWith(System.getProperty("user.name"));
  }

  static Stream<Setting<?>> all() {
    return Settings.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySettingSaysWhatItIs(Setting<?> setting) {
    assertThat(setting.key()).matches("yera(\\.[a-z-]+)+");
    assertThat(setting.kind()).isNotBlank();
    assertThat(setting.meaning()).endsWith(".");
    assertThat(Settings.all().stream().filter(each -> each.key().equals(setting.key()))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1048576, 1048576",
    "64MiB, 67108864",
    "64 MiB, 67108864",
    "1KiB, 1024",
    "2GiB, 2147483648",
    "' 5 ', 5",
    "9223372036854775807, 9223372036854775807"
  })
  void aSizeIsBytesOrHasAUnit(String text, long bytes) {
    assertThat(with("yera.session.max-line", text).get(SessionSettings.MAX_LINE)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "-1",
        "1.5MiB",
        "MiB",
        "64MB",
        "64mib",
        "1e6",
        "0x10",
        "9223372036854775808",
        "9223372036854775807KiB",
        "10 000"
      })
  void anyOtherSizeStopsTheDeployment(String text) {
    assertRefused("yera.session.max-line", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5s", "-PT1S", "PT", "P4000D", "forever"})
  void aDurationIsIsoAndNotNegative(String text) {
    assertRefused("yera.session.away-timeout", text);
  }

  @Test
  void aDurationMayBeZero() {
    assertThat(with("yera.session.away-timeout", "PT0S").get(SessionSettings.AWAY_TIMEOUT))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.0", "many", "2147483648", ""})
  void aCountIsAtLeastOne(String text) {
    assertRefused("yera.sessions.max", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "TRUE", "1", ""})
  void aFlagIsTrueOrFalse(String text) {
    assertRefused("yera.auth.anonymous", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "example.org",
        "https://example.org/",
        "https://example.org/path",
        "ftp://example.org",
        "https://a.org b.org",
        "null",
        "https://user@example.org"
      })
  void anOriginIsASchemeAndAHost(String text) {
    assertRefused("yera.embed.origins", text);
  }

  @Test
  void listsAreSeparatedByCommasAndOptionsBySpaces() {
    assertThat(
            with("yera.embed.origins", "https://a.org, http://[::1]:8080,")
                .get(OriginSettings.EMBED_ORIGINS))
        .containsExactlyInAnyOrder("https://a.org", "http://[::1]:8080");
    assertThat(with("yera.worker.env-allow", "A, B,,C").get(WorkerSettings.WORKER_ENV_ALLOW))
        .isEqualTo(List.of("A", "B", "C"));
    assertThat(
            with("yera.worker.jvm-options", " -Xmx1g  -ea ").get(WorkerSettings.WORKER_JVM_OPTIONS))
        .isEqualTo(List.of("-Xmx1g", "-ea"));
  }
}
