package dev.yera.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.json.Json;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Coercion is lossless, or it is refused. */
class ParameterTypeTest {
  private static final ParameterType INT = ParameterType.of(ParameterType.Scalar.INT);
  private static final ParameterType FLOAT = ParameterType.of(ParameterType.Scalar.FLOAT);
  private static final ParameterType BOOL = ParameterType.of(ParameterType.Scalar.BOOL);
  private static final ParameterType DATE = ParameterType.of(ParameterType.Scalar.DATE);
  private static final ParameterType STR = ParameterType.of(ParameterType.Scalar.STR);

  private static Object coerce(ParameterType type, String json) {
    return type.coerce(Json.read(json));
  }

  private static void assertRefused(ParameterType type, String json, String expectation) {
    assertThatThrownBy(() -> coerce(type, json))
        .describedAs("%s as %s", json, type.wireName())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expectation);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5|5",
        "\"5\"|5",
        "\" 5 \"|5",
        "\"-0\"|0",
        "5.0|5",
        "\"5.00\"|5",
        "1e3|1000",
        "\"1e3\"|1000",
        "-9223372036854775808|-9223372036854775808"
      })
  void wholeNumbersAreInts(String json, long number) {
    assertThat(coerce(INT, json)).isEqualTo(number);
  }

  @Test
  void anIntMayHaveAnyLength() {
    assertThat(coerce(INT, "9223372036854775808")).isEqualTo(BigInteger.TWO.pow(63));
    assertThat(coerce(INT, "\"1e30\"")).isEqualTo(BigInteger.TEN.pow(30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5.5",
        "\"5.5\"",
        "\"\"",
        "\"five\"",
        "\"0x5\"",
        "\"5 6\"",
        "true",
        "null",
        "[5]",
        "{}",
        "1e-1",
        "\"NaN\"",
        "NaN",
        "\"1e999999999\"",
        "\"1e-999999999\"",
        "\"1e99999999999\""
      })
  void nothingElseIsAnInt(String json) {
    assertRefused(INT, json, "is not a whole number");
  }

  @Test
  void anIntMustFitItsJavaType() {
    ParameterType bounded =
        new ParameterType(
            ParameterType.Scalar.INT, false, List.of(), Optional.of(ParameterType.Bounds.INT));
    assertThat(coerce(bounded, "2147483647")).isEqualTo(2147483647L);
    assertThat(coerce(bounded, "\"-2147483648\"")).isEqualTo(-2147483648L);
    assertRefused(bounded, "2147483648", "from -2147483648 to 2147483647");
    assertRefused(bounded, "\"-2147483649\"", "from -2147483648 to 2147483647");
    assertRefused(bounded.asList(), "[1,2147483648]", "2147483648 is not a whole number from");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "5|5.0",
        "5.5|5.5",
        "\"5.5\"|5.5",
        "0.1|0.1",
        "\"0.1\"|0.1",
        "9007199254740992|9007199254740992",
        "1e308|1e308",
        "\"1e300\"|1e300",
        "\"1152921504606846976\"|1152921504606846976",
        "0.12345678901234567890|0.12345678901234568"
      })
  void numbersAreFloats(String json, double number) {
    assertThat(coerce(FLOAT, json)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "9007199254740993.0",
        "\"9007199254740993\"",
        "1e309",
        "\"1e309\"",
        "\"1e999999999\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"\"",
        "true",
        "null",
        "[1.5]"
      })
  void nothingElseIsAFloat(String json) {
    assertRefused(FLOAT, json, "is not a number");
  }

  @Test
  void trueAndFalseAreBools() {
    assertThat(coerce(BOOL, "true")).isEqualTo(true);
    assertThat(coerce(BOOL, "\"true\"")).isEqualTo(true);
    assertThat(coerce(BOOL, "\"false\"")).isEqualTo(false);
    for (String json : List.of("1", "0", "\"True\"", "\"yes\"", "\"\"", "null", "[true]")) {
      assertRefused(BOOL, json, "is not true or false");
    }
  }

  @Test
  void onlyTextIsAStr() {
    assertThat(coerce(STR, "\"\"")).isEqualTo("");
    assertThat(coerce(STR, "\"5\"")).isEqualTo("5");
    for (String json : List.of("5", "true", "null", "[\"a\"]", "{}")) {
      assertRefused(STR, json, "is not a string");
    }
  }

  @Test
  void aDateIsADayThatThereIs() {
    assertThat(coerce(DATE, "\"2028-02-29\"")).isEqualTo("2028-02-29");
    for (String json :
        List.of(
            "\"2026-02-29\"",
            "\"2026-2-3\"",
            "\"20260203\"",
            "\"2026-02-03T00:00:00\"",
            "\" 2026-02-03\"",
            "20260203",
            "null")) {
      assertRefused(DATE, json, "is not a date like 2026-11-22");
    }
  }

  @Test
  void anEnumIsOneOfItsOptions() {
    ParameterType choice = ParameterType.choice(List.of("RED", "GREEN"));
    assertThat(coerce(choice, "\"RED\"")).isEqualTo("RED");
    for (String json : List.of("\"red\"", "\"BLUE\"", "\"\"", "0", "null")) {
      assertRefused(choice, json, "is not one of RED, GREEN");
    }
  }

  @Test
  void aListHasElementsOfItsType() {
    assertThat(coerce(INT.asList(), "[1,\"2\",3.0]")).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(coerce(STR.asList(), "[]")).isEqualTo(List.of());
    assertRefused(INT.asList(), "[1,2.5]", "2.5 is not a whole number");
    assertRefused(INT.asList(), "[1,null]", "null is not a whole number");
    assertRefused(INT.asList(), "[[1]]", "[1] is not a whole number");
    assertRefused(INT.asList(), "5", "is not a list, each element a whole number");
    assertRefused(STR.asList(), "\"a,b\"", "is not a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"str", "int", "float", "bool", "date", "enum", "list[str]", "list[enum]"})
  void aTypeIsKnownByItsNameOnTheWire(String name) {
    assertThat(ParameterType.parse(name, List.of("a")).map(ParameterType::wireName)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "string", "Int", "list", "list[]", "list[list[int]]", "list[int"})
  void noOtherNameIsAType(String name) {
    assertThat(ParameterType.parse(name, List.of())).isEmpty();
  }

  @Test
  void aRefusalShowsTheBeginningOfALongValue() {
    assertThatThrownBy(() -> INT.coerce("x".repeat(100_000)))
        .hasMessageStartingWith("\"xxx")
        .message()
        .hasSizeLessThan(250);
  }

  @Property
  void anyLongIsTheSameAsNumberAndAsText(@ForAll long number) {
    assertThat(INT.coerce(number)).isEqualTo(number);
    assertThat(INT.coerce(Long.toString(number))).isEqualTo(number);
    assertThat(INT.asList().coerce(Arrays.asList(number, Long.toString(number))))
        .isEqualTo(List.of(number, number));
  }

  @Property
  void anyDoubleIsTheSameAsNumberAndAsText(@ForAll double number) {
    assertThat((Double) FLOAT.coerce(number)).isEqualByComparingTo(number + 0.0);
    assertThat((Double) FLOAT.coerce(Double.toString(number))).isEqualByComparingTo(number + 0.0);
  }
}
