package dev.yera.event.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.block.BlockId;
import dev.yera.event.block.Status;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("0", 0L),
        Arguments.of("-9223372036854775808", Long.MIN_VALUE),
        Arguments.of("9223372036854775808", BigInteger.TWO.pow(63)),
        Arguments.of("1.0", 1.0),
        Arguments.of("-0.0", -0.0),
        Arguments.of("0.1", 0.1),
        Arguments.of("1.7976931348623157E308", Double.MAX_VALUE),
        Arguments.of("0.12345678901234567890123", new BigDecimal("0.12345678901234567890123")),
        Arguments.of("1E+400", new BigDecimal("1E+400")));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void aNumberStaysAsItWasWritten(String text, Number number) {
    assertThat(Json.read(text)).isEqualTo(number);
    assertThat(Json.text(number)).isEqualTo(text);
  }

  @Test
  void aNumberOfAnyKindKeepsItsDigits() {
    DoubleAdder adder = new DoubleAdder();
    adder.add(1.5);
    assertThat(Json.text(List.of(adder, new AtomicLong(Long.MAX_VALUE), (short) 7, 0.1f)))
        .isEqualTo("[1.5,9223372036854775807,7,0.1]");
    adder.add(Double.POSITIVE_INFINITY);
    assertThat(Json.text(adder)).isEqualTo("null");
  }

  @Test
  void objectsKeepTheirOrder() {
    String text = "{\"z\":1,\"a\":{\"y\":[],\"b\":null},\"m\":true}";
    assertThat(Json.text(Json.read(text))).isEqualTo(text);
  }

  @Test
  void ofTwoMembersWithOneNameTheLastCounts() {
    assertThat(Json.text(Json.read("{\"a\":1,\"b\":2,\"a\":3}"))).isEqualTo("{\"a\":3,\"b\":2}");
  }

  @Test
  void whatPythonWritesForNoNumberIsNull() {
    assertThat(Json.read("[NaN,Infinity,-Infinity]")).isEqualTo(Arrays.asList(null, null, null));
  }

  @Test
  void anyOtherObjectIsItsText() {
    assertThat(Json.text(List.of(LocalDate.of(2026, 11, 22), Status.ACTIVE, new BlockId("b"))))
        .isEqualTo("[\"2026-11-22\",\"ACTIVE\",\"b\"]");
  }

  @Test
  void halfASurrogatePairIsWrittenAsItsEscapeAndSurvives() {
    String half = "a\uD83D\n\"\\";
    assertThat(Json.text(half)).isEqualTo("\"a\\ud83d\\u000a\\u0022\\u005c\"");
    assertThat(Json.read(Json.bytes(half))).isEqualTo(half);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "{", "{}{}", "[1,]", "{'a':1}", "{a:1}", "// x\n1", "01", "1 2", "\"\n\"", "nul"
      })
  void whatIsNotExactlyOneValueIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void nestingHasALimitThatTheCallerChooses() {
    byte[] three = "[[[1]]]".getBytes(StandardCharsets.UTF_8);
    assertThat(Json.read(three, 0, three.length, 3)).isEqualTo(List.of(List.of(List.of(1L))));
    assertThatThrownBy(() -> Json.read(three, 0, three.length, 2))
        .isInstanceOf(MalformedJsonException.class);
    String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
    assertThat(Json.text(Json.read(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.read("[" + deepest + "]"))
        .isInstanceOf(MalformedJsonException.class);
  }

  /** The library keeps names, to find them again: what others have made up must not fill memory. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"%s\":1}", "{\"%s\"", "{\"%s\":!", "{\"a\":{\"%s\\u0041\":1}}"})
  void longNamesDoNotStayInMemory(String form) {
    int length = 200_000;
    int times = 150;
    long before = used();
    for (int i = 0; i < times; i++) {
      String name = "%08d".formatted(i).repeat(length / 8);
      try {
        assertThat(Json.text(Json.read(form.formatted(name)))).contains(name);
      } catch (MalformedJsonException e) {
        assertThat(form).doesNotEndWith("}");
      }
    }
    assertThat(used() - before).isLessThan((long) length * times / 2);
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Test
  void aRangeOfBytesIsReadAndNothingAround() {
    byte[] bytes = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
    assertThat(Json.text(Json.read(bytes, 2, bytes.length - 4, 64))).isEqualTo("{\"a\":1}");
  }
}
