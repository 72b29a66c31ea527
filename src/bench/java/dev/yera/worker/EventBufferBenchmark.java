package dev.yera.worker;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Markdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a Java app's call costs in its own process, but for the write into the pipe. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgs = {"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"}) // as a worker is
public class EventBufferBenchmark {
  private static final int FULL = 16 * 1024;

  private final EventBuffer buffer = new EventBuffer(FULL + FULL / 2);
  private final BlockId block = new BlockId("b1");
  private final AppCall app = new AppCall("dev.yera.examples.Burst.burst", 0);
  private final String piece = "x".repeat(200);
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream(FULL + FULL / 2);
  private int chunk;

  /** One piece of 200 characters. */
  @Benchmark
  public int add() throws IOException {
    buffer.add(new OutputEvent(block, new Markdown(piece), Instant.now(), chunk++, app, null));
    if (buffer.length() >= FULL) {
      buffer.drainTo(OutputStream.nullOutputStream());
    }
    return buffer.length();
  }

  /** The same by the JSON writer that all other events take. */
  @Benchmark
  public int addPlainly() throws IOException {
    plain.write(
        new OutputEvent(block, new Markdown(piece), Instant.now(), chunk++, app, null).json());
    plain.write('\n');
    if (plain.size() >= FULL) {
      plain.writeTo(OutputStream.nullOutputStream());
      plain.reset();
    }
    return plain.size();
  }
}
