package dev.yera.store;

import dev.yera.session.Frames;
import dev.yera.session.Schedules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Appending, moving to the file, closing and reading at once are as if each happened at one moment.
 * Public, and its operations too, because Lincheck calls them.
 */
public class MemoryLogInterleavingsTest {
  private static final byte[] EVENT = event();

  @TempDir private static Path folder;

  public static class Operations {
    private final MemoryLog log = new MemoryLog(folder.resolve("log"), () -> {}, 2048, 1024);
    private EventLog.Cursor reader = log.cursorAfter(0);

    @Operation
    public long append() {
      return log.append(EVENT);
    }

    @Operation
    public void close() {
      log.close();
    }

    @Operation(nonParallelGroup = "mover")
    public void move() throws IOException {
      log.store();
    }

    @Operation(nonParallelGroup = "reader")
    public long join() {
      long last = log.lastId();
      reader = log.cursorAfter(last);
      return last;
    }

    @Operation(nonParallelGroup = "reader")
    public void rejoin() {
      reader = log.cursorAfter(0);
    }

    @Operation(nonParallelGroup = "reader")
    public List<Long> next() {
      Slice slice = reader.next();
      return slice == null ? List.of() : ids(slice);
    }

    @Operation(nonParallelGroup = "reader")
    public boolean isAtEnd() {
      return reader.isAtEnd();
    }
  }

  private static List<Long> ids(Slice slice) {
    return Frames.of(slice).stream().map(Frames.Frame::id).toList();
  }

  private static byte[] event() {
    byte[] event = new byte[700];
    Arrays.fill(event, (byte) 'x');
    return event;
  }

  private static ManagedStrategyGuarantee ignored(String... classes) {
    return ManagedStrategyGuaranteeKt.forClasses(classes).allMethods().ignore();
  }

  @Test
  void everythingTakesEffectAtOneMoment() {
    new Schedules(50)
        .threads(3)
        .actorsBefore(2)
        .actorsPerThread(3)
        .actorsAfter(2)
        .iterations(10)
        .addGuarantee(
            ignored(OverflowFile.class.getName(), MemoryLogInterleavingsTest.class.getName()))
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(Segment.class.getName())
                .methods("endOfFrame")
                .ignore())
        .check(Operations.class);
  }
}
