package dev.yera.event.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final DateTimeFormatter THE_JDKS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX").withZone(ZoneOffset.UTC);

  @Property
  void anyTimeIsWrittenAsTheJdkWouldAndReadBack(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999) int micro) {
    Instant instant = Instant.ofEpochSecond(second, micro * 1000L);
    String text = Timestamps.format(instant);
    assertThat(text).isEqualTo(THE_JDKS.format(instant));
    assertThat(Timestamps.isWireForm(text)).isTrue();
    assertThat(Timestamps.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
    "2026-11-22T10:00:00, 2026-11-22T10:00:00Z",
    "2026-11-22T10:00, 2026-11-22T10:00:00Z",
    "2026-11-22T10:00:00.5+02:00, 2026-11-22T08:00:00.5Z",
    "2026-11-22T10:00:00.123456+00:00, 2026-11-22T10:00:00.123456Z",
    "2026-11-22T10:00:00.123456789-11:30, 2026-11-22T21:30:00.123456789Z",
  })
  void isoTimesAreReadAndCountAsUtcWithoutAZone(String text, Instant instant) {
    assertThat(Timestamps.parse(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2026-11-22",
        "2026-11-22 10:00:00",
        "2026-02-30T10:00:00Z",
        "2026-11-22T25:00:00Z",
        "+999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z"
      })
  void othersAreNone(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
    assertThat(Timestamps.isWireForm(text)).isFalse();
  }

  @Test
  void anOffsetThatLeavesTheYearsOfTheWireIsNone() {
    assertThat(Timestamps.parse("9999-12-31T23:59:59-18:00")).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-22T10:00:00Z",
        "2026-11-22T10:00:00.12345Z",
        "2026-11-22T10:00:00.123456+00:00",
        "2026-13-22T10:00:00.123456Z",
        "2026-00-22T10:00:00.123456Z",
        "2026-02-29T10:00:00.123456Z",
        "2026-04-31T10:00:00.123456Z",
        "2026-11-00T10:00:00.123456Z",
        "2026-11-22T24:00:00.123456Z",
        "2026-11-22T10:60:00.123456Z",
        "2026-11-22T10:00:60.123456Z",
        "2026-11-22T10:00:00,123456Z",
        "٢٠٢٦-11-22T10:00:00.123456Z"
      })
  void onlyTheExactFormIsTheWires(String text) {
    assertThat(Timestamps.isWireForm(text)).isFalse();
  }

  @Test
  void leapDaysAreOfTheWire() {
    assertThat(Timestamps.isWireForm("2028-02-29T23:59:59.999999Z")).isTrue();
  }
}
