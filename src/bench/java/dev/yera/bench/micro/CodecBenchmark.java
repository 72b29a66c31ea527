package dev.yera.bench.micro;

import dev.yera.event.json.ByteScan;
import dev.yera.event.json.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Our own codecs beside the plain way to the same result; one that is not clearly faster has to go.
 * The line is that of an event with 200 characters of text.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecBenchmark {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final byte[] line =
      ("{\"event_class\":\"content\",\"block_type\":\"markdown\",\"block_id\":\"b1\",\"data\":"
              + "{\"content\":\""
              + "x".repeat(200)
              + "\"},\"timestamp\":\"2026-11-22T10:00:00.123456Z\",\"chunk_id\":1,\"app\":{\"name\":"
              + "\"dev.yera.examples.Burst.burst\",\"instance_id\":0},\"parent_block_id\":null}\n")
          .getBytes(StandardCharsets.UTF_8);

  private final int text = new String(line, StandardCharsets.UTF_8).indexOf("xxx");
  private Instant instant = Instant.parse("2026-11-22T10:00:00.123456Z");
  private String time = "2026-11-22T10:00:00.123456Z";

  /** The end of the line, eight bytes at a time. */
  @Benchmark
  public int lineEnd() {
    return ByteScan.indexOf((byte) '\n', line, 0, line.length);
  }

  /** The end of the line, byte by byte. */
  @Benchmark
  public int lineEndPlainly() {
    int at = 0;
    while (at < line.length && line[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The end of the text, eight bytes at a time. */
  @Benchmark
  public int textEnd() {
    return ByteScan.endOfPlain(line, text, line.length);
  }

  /** The end of the text, byte by byte. */
  @Benchmark
  public int textEndPlainly() {
    int at = text;
    while (at < line.length && line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
      at++;
    }
    return at;
  }

  /** A time as text. */
  @Benchmark
  public String timeWritten() {
    instant = instant.plusNanos(1_000);
    return Timestamps.format(instant);
  }

  /** A time as text, by the JDK's formatter. */
  @Benchmark
  public String timeWrittenPlainly() {
    instant = instant.plusNanos(1_000);
    return FORM.format(instant);
  }

  /** Whether a text is a time. */
  @Benchmark
  public boolean timeChecked() {
    return Timestamps.isWireForm(time);
  }

  /** Whether a text is a time, by the JDK's formatter. */
  @Benchmark
  public boolean timeCheckedPlainly() {
    try {
      return FORM.parse(time) != null;
    } catch (DateTimeParseException notATime) {
      return false;
    }
  }
}
