package dev.yera.protocol;

import dev.yera.event.EventLine;
import dev.yera.event.EventReader;
import dev.yera.store.EventLog;
import dev.yera.store.MemoryLog;
import dev.yera.store.Slice;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What the server does with an event between the child's pipe and the viewer's socket: finds its
 * line, looks at it, appends it to the log, and hands the log's bytes to a reader.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EventWayBenchmark {
  /** As many as there are in what a pump reads at once. */
  private static final int LINES = 128;

  private static final String LINE =
      "{\"event_class\":\"content\",\"block_type\":\"markdown\",\"block_id\":\"b1\","
          + "\"data\":{\"content\":\"%s\"},\"timestamp\":\"2026-11-22T10:00:00.%06dZ\","
          + "\"chunk_id\":%d,\"app\":{\"name\":\"dev.yera.examples.Burst.burst\",\"instance_id\":0},"
          + "\"parent_block_id\":null}\n";

  private byte[] read;
  private EventReader reader;
  private LineSplitter splitter;
  private EventLog log;
  private EventLog.Cursor cursor;
  private long whole;

  /** A log of its own for each iteration, so that it does not grow without end. */
  @Setup(Level.Iteration)
  public void newSession() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      lines.append(LINE.formatted("x".repeat(200), 100_000 + i, 1000 + i));
    }
    read = lines.toString().getBytes(StandardCharsets.UTF_8);
    reader = new EventReader();
    emptyLog();
    splitter =
        new LineSplitter(
            1 << 20,
            new LineSplitter.Lines() {
              @Override
              public void line(byte[] bytes, int offset, int length) {
                if (reader.read(bytes, offset, length) instanceof EventLine.Whole) {
                  whole++;
                  log.append(bytes, offset, length);
                }
              }

              @Override
              public void tooLong() {
                throw new IllegalStateException("no line is too long");
              }
            });
  }

  private void emptyLog() {
    log = new MemoryLog(Path.of("never-written"), () -> {});
    cursor = log.cursorAfter(0);
  }

  /** One event from the pipe into the log and out again. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public void fromPipeToSocket(Blackhole socket) {
    splitter.put(read, read.length);
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      socket.consume(slice);
    }
    if (log.size() > MemoryLog.IN_MEMORY) {
      emptyLog();
    }
  }

  /** One event looked at, and nothing else: the chunk after its like. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long lookedAt() {
    LineSplitter lines =
        new LineSplitter(
            1 << 20,
            new LineSplitter.Lines() {
              @Override
              public void line(byte[] bytes, int offset, int length) {
                whole += reader.read(bytes, offset, length) instanceof EventLine.Whole ? 1 : 0;
              }

              @Override
              public void tooLong() {
                throw new IllegalStateException("no line is too long");
              }
            });
    lines.put(read, read.length);
    return whole;
  }

  /** One event looked at that resembles none before: the first of a block. */
  @Benchmark
  @OperationsPerInvocation(LINES)
  public long lookedAtForTheFirstTime() {
    int start = 0;
    for (int i = 0; i < read.length; i++) {
      if (read[i] == '\n') {
        whole += EventLine.parse(read, start, i - start) instanceof EventLine.Whole ? 1 : 0;
        start = i + 1;
      }
    }
    return whole;
  }
}
