package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.app.Width;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.sandbox.Limits;
import dev.yera.sandbox.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionTest {
  private static final Path FILE = Path.of("/apps/greeter/greeter.app.json");

  private static CommandApp read(String json) {
    return Description.read(FILE, json.getBytes(StandardCharsets.UTF_8), FILE.toString());
  }

  /** With this member besides those that there must be. */
  private static CommandApp with(String member) {
    return read("{\"identifier\":\"tools.greeter\",\"command\":[\"cat\"],%s}".formatted(member));
  }

  @Test
  void aByteOrderMarkBeforeItIsNoPartOfIt() {
    CommandApp app = read("\uFEFF{\"identifier\":\"tools.greeter\",\"command\":[\"cat\"]}");
    assertThat(app.id().value()).isEqualTo("tools.greeter");
  }

  @Test
  void itMayBeUtf16AndOtherEncodingsAreRefusedByName() {
    String json =
        "{\r\n\"identifier\":\"tools.greeter\",\"name\":\"Grüße\",\"command\":[\"cat\"]}\r\n";
    byte[] marked = ("\uFEFF" + json).getBytes(StandardCharsets.UTF_16LE);
    assertThat(Description.read(FILE, marked, FILE.toString()).name()).isEqualTo("Grüße");
    byte[] unmarked = json.getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> Description.read(FILE, unmarked, FILE.toString()))
        .isInstanceOf(BrokenAppException.class)
        .hasMessageContaining("UTF-16 without a byte order mark");
    byte[] latin = json.getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Description.read(FILE, latin, FILE.toString()))
        .isInstanceOf(BrokenAppException.class)
        .hasMessageContaining("UTF-8");
  }

  /** It is in the log, in lists, and on pages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"protocol\":\"%s\"",
        "\"protocol\":\"terminal\",\"input\":\"%s\"",
        "\"width\":\"%s\"",
        "\"away\":\"%s\"",
        "\"network\":\"%s\"",
        "\"env\":{\"%s\":1}",
        "\"limits\":{\"%s\":1}",
        "\"limits\":{\"memory\":\"%s\"}",
        "\"params\":[{\"name\":\"%1$s\"},{\"name\":\"%1$s\"}]",
        "\"params\":[{\"name\":\"a\",\"type\":\"%s\"}]",
        "\"params\":[{\"name\":\"%s\",\"type\":\"enum\"}]",
        "\"params\":[{\"name\":\"%s\",\"type\":\"int\",\"default_value\":\"x\"}]"
      })
  void whatIsWrongIsShortWhateverWasWritten(String member) {
    String text = "x".repeat(100_000);
    assertThatThrownBy(() -> with(member.formatted(text)))
        .isInstanceOf(BrokenAppException.class)
        .satisfies(it -> assertThat(it.getMessage()).contains("…").hasSizeLessThan(500));
  }

  @Test
  void theContractsExampleIsRead() {
    CommandApp app =
        read(
            """
            {"identifier":"tools.greeter","name":"Greeter","description":"…",
             "command":["python3","greeter.py"],"protocol":"events","env":{"MODE":"demo"},
             "away":"PT10M","idle":"PT1H",
             "params":[{"name":"greeting","type":"str","has_default":true,"default_value":"Hello"}]}
            """);
    assertThat(app)
        .isEqualTo(
            new CommandApp(
                new AppId("tools.greeter"),
                "Greeter",
                "…",
                Optional.of(
                    List.of(
                        new Parameter(
                            "greeting",
                            "",
                            ParameterType.of(ParameterType.Scalar.STR),
                            true,
                            "Hello"))),
                List.of("python3", "greeter.py"),
                Protocol.EVENTS,
                false,
                Map.of("MODE", "demo"),
                Optional.of(Duration.ofMinutes(10)),
                Optional.of(Duration.ofHours(1)),
                Set.of(),
                Needs.ALL,
                Width.NORMAL,
                Path.of("/apps/greeter"),
                Map.of(),
                FILE.toString()));
    assertThat(app.kind()).isEqualTo("command");
    assertThat(app.returnType()).isEqualTo("NoneType");
    assertThat(app.id().module()).isEqualTo("tools");
  }

  @Test
  void anAppCanBeForSomeGroupsOnly() {
    assertThat(
            read("{\"identifier\":\"x\",\"command\":[\"cat\"],\"groups\":[\"finance\",\"it\"]}")
                .groups())
        .containsExactlyInAnyOrder("finance", "it");
    assertThat(read("{\"identifier\":\"x\",\"command\":[\"cat\"]}").groups()).isEmpty();
    for (String wrong : List.of("\"finance\"", "[1]", "{}", "true")) {
      String json = "{\"identifier\":\"x\",\"command\":[\"cat\"],\"groups\":%s}".formatted(wrong);
      assertThatThrownBy(() -> read(json))
          .isInstanceOf(BrokenAppException.class)
          .hasMessageContaining("groups");
    }
  }

  @Test
  void anIdentifierAndACommandAreEnough() {
    CommandApp app = read("{\"identifier\":\"x\",\"command\":[\"cat\"],\"unknown\":1}");
    assertThat(app.name()).isEqualTo("x");
    assertThat(app.description()).isEmpty();
    assertThat(app.protocol()).isEqualTo(Protocol.EVENTS);
    assertThat(app.params()).isEmpty();
    assertThat(app.env()).isEmpty();
    assertThat(app.away()).isEmpty();
    assertThat(app.id().module()).isEmpty();
  }

  @Test
  void noParamsIsSomethingElseThanParamsOfNone() {
    assertThat(with("\"params\":[]").params()).contains(List.of());
    assertThat(with("\"params\":null").params()).isEmpty();
  }

  @Test
  void anAppMayNeedLessThanTheServerGives() {
    assertThat(
            with("""
                    "network":"none",
                    "limits":{"memory":"256MiB","cpu_time":"PT1M","processes":8,"open_files":64,"file_size":1024,"disk":"2MiB"}
                    """)
                .needs())
        .isEqualTo(
            new Needs(new Limits(256L << 20, Duration.ofMinutes(1), 8, 64, 1024, 2L << 20), false));
    assertThat(with("\"limits\":{\"processes\":1}").needs().limits().memory())
        .isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"network\":\"all\"                | network must be host or none, it is all",
        "\"limits\":1                       | limits must be an object",
        "\"limits\":{\"memroy\":1}          | limits: there is none called memroy",
        "\"limits\":{\"memory\":\"much\"}   | limits: memory must be a size like 64MiB",
        "\"limits\":{\"processes\":0}       | limits: processes must be a whole number",
        "\"limits\":{\"cpu_time\":\"1\"}    | cpu_time must be a duration",
      })
  void whatIsNoLimitIsRefused(String member, String problem) {
    assertThatThrownBy(() -> with(member))
        .isInstanceOf(BrokenAppException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void aClockOfZeroIsNever() {
    assertThat(with("\"away\":\"PT0S\"").away()).contains(Duration.ZERO);
  }

  @Test
  void aDefaultIsOfTheTypeOfItsParameter() {
    List<Parameter> params =
        with("""
                "params":[{"name":"a","type":"int","default_value":"5"},
                          {"name":"b","type":"list[date]","has_default":true,"default_value":["2026-11-22"]},
                          {"name":"c","type":"enum","options":["x","y"],"default_value":"y"},
                          {"name":"d","has_default":true},
                          {"name":"e","type":"float","has_default":false,"default_value":1}]
                """)
            .params()
            .orElseThrow();
    assertThat(params.get(0).defaultValue()).isEqualTo(5L);
    assertThat(params.get(1).defaultValue()).isEqualTo(List.of("2026-11-22"));
    assertThat(params.get(2).defaultValue()).isEqualTo("y");
    assertThat(params.get(3).hasDefault()).isTrue();
    assertThat(params.get(3).defaultValue()).isNull();
    assertThat(params.get(4).hasDefault()).isFalse();
  }

  private static void assertRefused(String json, String why) {
    assertThatThrownBy(() -> read(json))
        .describedAs(json)
        .isInstanceOf(BrokenAppException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1x",
        "a..b",
        ".a",
        "a.",
        "a b",
        "a/b",
        "../a",
        "é",
        "-a",
        "a.-b",
        "a\\u0000",
        "a\\n"
      })
  void anIdentifierIsADottedName(String identifier) {
    assertRefused(
        "{\"identifier\":\"%s\",\"command\":[\"cat\"]}".formatted(identifier), "identifier");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "[]|not a JSON object",
        "{|not JSON",
        "|not JSON",
        "{\"command\":[\"cat\"]}|identifier",
        "{\"identifier\":5,\"command\":[\"cat\"]}|identifier must be a string",
        "{\"identifier\":\"x\"}|command must be a list",
        "{\"identifier\":\"x\",\"command\":[]}|command must be a list",
        "{\"identifier\":\"x\",\"command\":[\"\"]}|command must be a list",
        "{\"identifier\":\"x\",\"command\":\"cat\"}|command must be a list",
        "{\"identifier\":\"x\",\"command\":[\"cat\",5]}|command must be a list",
        "{\"identifier\":\"x\",\"command\":[\"a\\u0000b\"]}|command must be a list"
      })
  void withoutIdentifierAndCommandItIsNoApp(String json, String why) {
    assertRefused(json == null ? "" : json, why);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"name\":5|name must be a string",
        "\"protocol\":\"grpc\"|protocol must be events, text or terminal",
        "\"protocol\":\"TEXT\"|protocol must be events, text or terminal",
        "\"env\":[]|env must be an object",
        "\"env\":{\"A\":5}|env: A",
        "\"env\":{\"A\":\"a\\u0000b\"}|env: A",
        "\"env\":{\"A=B\":\"c\"}|env: A=B",
        "\"env\":{\"\":\"c\"}|env:",
        "\"env\":{\"YERA_SESSION_ID\":\"c\"}|YERA_SESSION_ID is set by the server",
        "\"away\":\"10 minutes\"|away must be a duration",
        "\"away\":\"-PT1S\"|away must be a duration",
        "\"idle\":5|idle must be a string",
        "\"params\":{}|params must be a list",
        "\"params\":[5]|params must be a list of objects",
        "\"params\":[{}]|each needs a name",
        "\"params\":[{\"name\":\"\"}]|each needs a name",
        "\"params\":[{\"name\":\"a\",\"type\":\"string\"}]|a has no known type: string",
        "\"params\":[{\"name\":\"a\",\"type\":\"enum\"}]|a is an enum and needs options",
        "\"params\":[{\"name\":\"a\",\"type\":\"enum\",\"options\":[1]}]|options",
        "\"params\":[{\"name\":\"a\"},{\"name\":\"a\"}]|a is there twice",
        "\"params\":[{\"name\":\"a\",\"type\":\"int\",\"default_value\":\"x\"}]|the default of a"
      })
  void everyMemberIsChecked(String member, String why) {
    assertThatThrownBy(() -> with(member))
        .isInstanceOf(BrokenAppException.class)
        .hasMessageContaining(why);
  }
}
