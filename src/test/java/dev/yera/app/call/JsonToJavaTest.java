package dev.yera.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From JSON to every type a parameter may have, and nothing lost on the way. */
class JsonToJavaTest {
  /** A parameter of each generic type. */
  @SuppressWarnings("unused") // only its types are looked at
  private static void generic(
      List<Integer> numbers,
      Optional<LocalDate> day,
      Optional<List<DayOfWeek>> days,
      List<? extends Number> wild) {}

  private static Type generic(int index) throws NoSuchMethodException {
    Method method =
        JsonToJavaTest.class.getDeclaredMethod(
            "generic", List.class, Optional.class, Optional.class, List.class);
    return method.getGenericParameterTypes()[index];
  }

  private static void becomes(Object json, Type type, Object java) {
    assertThat(JsonToJava.convert(json, type)).isEqualTo(java);
  }

  private static void refused(Object json, Type type, String message) {
    assertThatThrownBy(() -> JsonToJava.convert(json, type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void text() {
    becomes("5", String.class, "5");
    becomes(null, String.class, null);
    refused(5L, String.class, "5 is not a value for String");
  }

  @Test
  void wholeNumbers() {
    becomes(5L, int.class, 5);
    becomes(5L, Integer.class, 5);
    becomes(5L, long.class, 5L);
    becomes(5.0, Long.class, 5L);
    becomes(new BigDecimal("5.00"), int.class, 5);
    becomes(5L, BigInteger.class, BigInteger.valueOf(5));
    becomes(new BigInteger("9".repeat(30)), BigInteger.class, new BigInteger("9".repeat(30)));
    refused(5.5, int.class, "5.5 is not a whole number of type int");
    refused(1L << 40, int.class, "1099511627776 is not a whole number of type int");
    refused(
        new BigInteger("9".repeat(30)),
        long.class,
        "9".repeat(30) + " is not a whole number of type long");
    refused("5", int.class, "5 is not a value for int");
    refused(null, int.class, "there is no value");
    becomes(null, Integer.class, null);
  }

  @Test
  void fractions() {
    becomes(5L, double.class, 5.0);
    becomes(0.5, Double.class, 0.5);
    becomes(0.5, float.class, 0.5f);
    becomes(0.5, Float.class, 0.5f);
    refused(true, double.class, "true is not a value for double");
  }

  @Test
  void aWholeNumberIsNoFractionThatHasLostItsDigits() {
    becomes(1L << 60, double.class, 0x1p60);
    becomes(1e300, double.class, 1e300);
    becomes(new BigDecimal("1e300"), double.class, 1e300);
    becomes(16_777_216L, float.class, 16_777_216f);
    becomes(new BigDecimal("0.12345678901234567890"), double.class, 0.12345678901234568);
    refused(
        9_007_199_254_740_993L, double.class, "9007199254740993 is not a number of type double");
    refused(16_777_217L, float.class, "16777217 is not a number of type float");
    refused(new BigDecimal("1e400"), double.class, "1E+400 is not a number of type double");
  }

  @Test
  void yesAndNo() {
    becomes(true, boolean.class, true);
    becomes(false, Boolean.class, false);
    refused("true", boolean.class, "true is not a value for boolean");
  }

  @Test
  void dates() {
    becomes("2026-11-22", LocalDate.class, LocalDate.of(2026, 11, 22));
    refused("22.11.2026", LocalDate.class, "22.11.2026 is not a date like 2026-11-22");
  }

  @Test
  void constants() {
    becomes("FRIDAY", DayOfWeek.class, DayOfWeek.FRIDAY);
    refused(
        "friday",
        DayOfWeek.class,
        "friday is not one of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY]");
  }

  @Test
  void lists() throws Exception {
    becomes(List.of(1L, 2L), generic(0), List.of(1, 2));
    becomes(Arrays.asList(1L, null), generic(0), Arrays.asList(1, null));
    becomes(null, generic(0), null);
    refused("1", generic(0), "1 is not a list");
    refused(List.of("x"), generic(0), "x is not a value for Integer");
    refused(List.of(1L), generic(3), "a parameter cannot be a ? extends java.lang.Number");
  }

  @Test
  void whatMayBeMissing() throws Exception {
    becomes(null, generic(1), Optional.empty());
    becomes("2026-11-22", generic(1), Optional.of(LocalDate.of(2026, 11, 22)));
    becomes(List.of("MONDAY"), generic(2), Optional.of(List.of(DayOfWeek.MONDAY)));
  }

  @Test
  void namesOfTypes() throws Exception {
    assertThat(ContractType.of(String.class)).isEqualTo("str");
    assertThat(ContractType.of(BigInteger.class)).isEqualTo("int");
    assertThat(ContractType.of(float.class)).isEqualTo("float");
    assertThat(ContractType.of(Boolean.class)).isEqualTo("bool");
    assertThat(ContractType.of(LocalDate.class)).isEqualTo("date");
    assertThat(ContractType.of(DayOfWeek.class)).isEqualTo("enum");
    assertThat(ContractType.of(generic(0))).isEqualTo("list[int]");
    assertThat(ContractType.of(generic(2))).isEqualTo("list[enum]");
    assertThat(ContractType.of(JsonToJavaTest.class)).isEqualTo("JsonToJavaTest");
  }
}
