package dev.yera.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import dev.yera.store.MemoryLog;
import dev.yera.store.Slice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events of several sessions in one stream. */
class SharedCursorTest {
  @TempDir private Path folder;
  private final SharedCursor shared = new SharedCursor(refusal -> Map.of("status", 429));
  private MemoryLog loud;
  private MemoryLog quiet;
  private int left;

  @BeforeEach
  void open() {
    loud = new MemoryLog(folder.resolve("loud"), () -> {});
    quiet = new MemoryLog(folder.resolve("quiet"), () -> {});
    shared.add("loud", new Reader(loud.cursorAfter(0), () -> left++));
    shared.add("quiet", new Reader(quiet.cursorAfter(0), () -> left++));
  }

  @Test
  void oneThatSaysMuchDoesNotKeepTheOthersWaiting() throws IOException {
    for (int i = 0; i < 40; i++) {
      say(loud, "x".repeat(60_000));
    }
    for (int i = 0; i < 3; i++) {
      say(quiet, "y".repeat(60_000));
    }
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      order.add(next().replaceAll("(?s)^id: (\\w+):.*", "$1"));
    }
    assertThat(order).containsExactly("loud", "quiet", "loud", "quiet", "loud", "quiet");
  }

  @Test
  void eachEventHasTheNameOfItsSession() throws IOException {
    say(loud, "one");
    say(loud, "two");
    assertThat(next()).isEqualTo("id: loud:1\ndata: \"one\"\n\nid: loud:2\ndata: \"two\"\n\n");
    assertThat(shared.next()).isNull();
    assertThat(shared.isAtEnd()).isFalse();
  }

  @Test
  void theEndOfOneIsToldOnceAndTheOthersGoOn() throws IOException {
    loud.close();
    say(quiet, "still here");
    assertThat(next()).isEqualTo("event: end\ndata: {\"session_id\":\"loud\"}\n\n");
    assertThat(next()).startsWith("id: quiet:1\n");
    assertThat(shared.next()).isNull();
    assertThat(left).isEqualTo(1);
    quiet.close();
    assertThat(next()).contains("\"quiet\"");
    assertThat(shared.isAtEnd()).isTrue();
  }

  @Test
  void whoIsRefusedIsToldWhyBeforeAnythingElse() throws IOException {
    say(loud, "much");
    shared.refuse("third", new IllegalStateException("too many"));
    assertThat(next())
        .startsWith("event: refused\ndata: {")
        .contains("\"session_id\":\"third\"", "\"problem\":{\"status\":429}")
        .endsWith("}\n\n");
    assertThat(next()).startsWith("id: loud:1\n");
  }

  private static void say(MemoryLog log, String words) throws IOException {
    log.append(Json.text(words).getBytes(StandardCharsets.UTF_8));
    log.store();
  }

  private String next() {
    Slice slice = shared.next();
    return new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8);
  }
}
