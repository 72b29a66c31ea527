package dev.yera.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberReaderTest {
  private static final MemberReader DATA = new MemberReader("data");

  private static List<Object> told(String json) {
    byte[] bytes = ("id: 7" + json + "\n").getBytes(StandardCharsets.UTF_8);
    List<Object> values = new ArrayList<>();
    DATA.each(bytes, 5, bytes.length - 6, values::add);
    return values;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "{\"content\":\"a\\u0000b \\ud800 é 𝄞 ار\",\"rows\":[[1,2.50,1E+400],[\"x\",null,true]]}",
        "{\"data\":{\"data\":[[],{}, \"deep\"]}}",
        "[9223372036854775808,-0.0,NaN,Infinity]",
        "{}",
        "null"
      })
  void textsAndNumbersAreThoseThatTheWholeObjectHas(String data) {
    String json = "{\"a\":{\"data\":\"no\"},\"b\":[\"no\",1],\"data\":" + data + ",\"c\":\"no\"}";
    List<Object> expected = new ArrayList<>();
    collect(((Map<?, ?>) Json.read(json)).get("data"), expected);
    assertThat(told(json)).isEqualTo(expected);
  }

  private static void collect(Object value, List<Object> into) {
    if (value instanceof String || value instanceof Number) {
      into.add(value);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> collect(each, into));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(each, into));
    }
  }

  @Test
  void aNameThatIsLongHidesNothing() {
    String name = "n".repeat(100_000);
    String json = "{\"%s\":1,\"data\":{\"%s\":\"one\",\"x\":\"two\"}}".formatted(name, name);
    assertThat(told(json)).contains("one", "two").doesNotContain(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"dat\":\"a\"}", "[\"data\"]", "\"data\"", "{\"a\":\"data\"}"})
  void whereThereIsNoSuchMemberNothingIsTold(String json) {
    assertThat(told(json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":\"a", "{\"data\":[1", "{\"data\":}", "{\"a\":01,\"data\":1}"})
  void whatIsNoJsonIsRefused(String json) {
    assertThatThrownBy(() -> told(json)).isInstanceOf(MalformedJsonException.class);
  }
}
