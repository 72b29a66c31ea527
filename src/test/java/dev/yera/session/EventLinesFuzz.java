package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.catalog.ListedApp;
import dev.yera.event.EventLine;
import dev.yera.event.HostileOutput;
import dev.yera.event.json.Json;
import dev.yera.fuzz.Bytes;
import dev.yera.fuzz.Hunt;
import dev.yera.protocol.EventsProtocol;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NotWaitingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile bytes from a pipe, through the parser and the session into the log; {@code mvn -Pfuzz
 * verify}. Behind each hostile line there is a good one, which must come out, in its place.
 */
class EventLinesFuzz {
  private static final int MAX_LINE = 20_000;
  private static final int LINES = 40;

  @TempDir private Path folder;
  private final Hunt hunt = new Hunt("event lines");
  private final Queue<LogRecord> logged = new ConcurrentLinkedQueue<>();

  private final Handler log =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            logged.add(record);
          }
        }

        @Override
        public void flush() {
          // nothing is kept back
        }

        @Override
        public void close() {
          // nothing is open
        }
      };

  @Test
  void whateverAnAppWritesItsGoodLinesComeOut() throws Exception {
    Logger product = Logger.getLogger("dev.yera");
    product.addHandler(log);
    try {
      JqwikSession.run(this::search);
    } finally {
      product.removeHandler(log);
    }
    hunt.end();
  }

  private void search() throws Exception {
    HostileOutput output = new HostileOutput(hunt.random(-1));
    Map<String, String> settings =
        Map.of(
            "yera.session.max-line",
            Integer.toString(MAX_LINE),
            "yera.session.stop-grace",
            "PT1S",
            "yera.session.idle-timeout",
            "PT0S");
    for (int round = 0; ; round++) {
      // A new "server" now and then: it keeps all of its sessions.
      try (Sessions sessions = new Sessions(folder.resolve("round" + round), settings)) {
        for (int i = 0; i < 500; i++) {
          OptionalLong number = hunt.next();
          if (number.isEmpty()) {
            return;
          }
          attempt(number.getAsLong(), sessions, output);
        }
      }
    }
  }

  private void attempt(long number, Sessions sessions, HostileOutput output) {
    Random random = hunt.random(number);
    byte[] input = {};
    String how = "session";
    try {
      if (Bytes.oneIn(20, random)) {
        how = "growth";
        input = output.unit(random);
        Work.assertGrowsWithTheInput(input);
      } else {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
          lines.add(output.line(random));
        }
        if (Bytes.oneIn(50, random)) {
          lines.set(random.nextInt(LINES), repeated(output.unit(random), random.nextInt(40_000)));
        }
        input = withGoodLines(lines);
        Work.assertEachLineIsHeardOnce(input, random, MAX_LINE);
        if (Bytes.oneIn(4, random)) {
          how = "console";
          consoleSession(sessions, input);
        } else {
          eventSession(sessions, input, random, output);
        }
      }
    } catch (Exception | AssertionError | StackOverflowError e) {
      StackTraceElement[] trace = e.getStackTrace();
      String where = trace.length == 0 ? "" : " at " + trace[trace.length > 1 ? 1 : 0];
      hunt.found(number, e.getClass().getSimpleName() + where, stack(e), input);
    }
    for (LogRecord record = logged.poll(); record != null; record = logged.poll()) {
      Throwable thrown = record.getThrown();
      hunt.found(
          number, "logged " + record.getMessage(), thrown == null ? "" : stack(thrown), input);
    }
    hunt.count(how);
  }

  private static String stack(Throwable e) {
    StringBuilder text = new StringBuilder(e.toString());
    StackTraceElement[] trace = e.getStackTrace();
    for (int i = 0; i < Math.min(trace.length, 12); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return e.getCause() == null ? text.toString() : text + "\n  by " + stack(e.getCause());
  }

  static byte[] repeated(byte[] unit, int length) {
    ByteArrayOutputStream all = new ByteArrayOutputStream(length + unit.length);
    while (all.size() < length && unit.length > 0) {
      all.writeBytes(unit);
    }
    return all.toByteArray();
  }

  private static byte[] withGoodLines(List<byte[]> lines) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < lines.size(); i++) {
      all.writeBytes(lines.get(i));
      String good = "\n{\"block_type\":\"sys_prompt\",\"data\":{\"content\":\"good %d\"}}\n";
      all.writeBytes(Bytes.of(good.formatted(i)));
    }
    return all.toByteArray();
  }

  // ---- An app of protocol events

  private void eventSession(Sessions sessions, byte[] input, Random random, HostileOutput output)
      throws Exception {
    Path file = Files.write(folder.resolve("output"), input);
    ListedApp app = TestApps.events("cat '" + file + "'; exec cat > /dev/null");
    TestViewer viewer = sessions.view(app);
    String last = "good " + (LINES - 1);
    viewer.next(e -> e.blockType().equals("exit") || last.equals(content(e)));
    answer(viewer.session(), random, output);
    viewer.session().end(ServerEnd.cleanedUp("Enough."));
    List<SentEvent> events = viewer.all();
    checkMembers(events);
    checkGood(events, input);
    assertThat(viewer.session().diagnostics()).hasSizeLessThanOrEqualTo(200);
    Json.bytes(viewer.session().interactions().stream().map(Object::toString).toList());
  }

  /** Whoever answers the questions that came of it is refused by a name, or not at all. */
  private static void answer(Session session, Random random, HostileOutput output) {
    for (var block : session.state().awaiting()) {
      for (String type : List.of("text_input", "buttons", "slider", "date_picker", "form")) {
        Object value;
        try {
          boolean right = Bytes.oneIn(2, random);
          value = Json.read(right ? HostileOutput.answer(random) : output.value(random));
        } catch (dev.yera.event.json.MalformedJsonException e) {
          value = null;
        }
        try {
          session.addInteraction(new Interaction(block, value, type));
        } catch (BadInteractionException
            | NotWaitingException
            | SessionEndedException
            | LimitExceededException refused) {
          assertThat(refused.getMessage()).isNotBlank();
        }
      }
    }
  }

  private static String content(SentEvent event) {
    return event.blockType().equals("sys_prompt") && event.data("content") instanceof String text
        ? text
        : "";
  }

  private static void checkMembers(List<SentEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      SentEvent event = events.get(i);
      assertThat(event.id()).as("without holes").isEqualTo(i + 1);
      assertThat(event.members().keySet().stream().map(String::valueOf))
          .containsExactlyInAnyOrder(
              "event_class",
              "block_type",
              "block_id",
              "data",
              "timestamp",
              "chunk_id",
              "app",
              "parent_block_id");
      assertThat(event.members().get("data")).isInstanceOf(Map.class);
      assertThat(event.members().get("chunk_id")).isInstanceOf(Long.class);
      assertThat(event.blockId().value()).isNotEmpty();
      assertThat(event.blockType().equals("start")).as("only the first").isEqualTo(i == 0);
      assertThat(event.blockType().equals("exit"))
          .as("only the last")
          .isEqualTo(i == events.size() - 1);
    }
  }

  /** All good lines, in order; fewer only if the app itself has said that it ends, or too much. */
  private static void checkGood(List<SentEvent> events, byte[] input) {
    List<String> good =
        events.stream().map(EventLinesFuzz::content).filter(c -> c.matches("good \\d+")).toList();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < LINES; i++) {
      all.add("good " + i);
    }
    boolean mayEnd =
        new String(input, StandardCharsets.ISO_8859_1).contains("exit")
            || "EventTooLarge".equals(events.get(events.size() - 1).error("error_type"));
    List<String> expected = mayEnd && good.size() < LINES ? all.subList(0, good.size()) : all;
    assertThat(String.join(",", good))
        .as("of events, the last of them %s", events.get(events.size() - 1).members())
        .isEqualTo(String.join(",", expected));
  }

  // ---- An app of protocol text

  private void consoleSession(Sessions sessions, byte[] input) throws Exception {
    Path file = Files.write(folder.resolve("output"), input);
    List<SentEvent> events = sessions.view(TestApps.text("cat '" + file + "'")).all();
    checkMembers(events);
    StringBuilder text = new StringBuilder();
    for (SentEvent event : events) {
      if (event.blockType().equals("text")) {
        text.append(event.data("content"));
      }
    }
    assertThat(text.toString()).isEqualTo(asBrowsersDecode(input));
  }

  /** As the Encoding Standard has it: Java takes the three bytes of a surrogate for one error. */
  private static String asBrowsersDecode(byte[] input) {
    byte[] bytes = input.clone();
    for (int i = 0; i + 1 < bytes.length; i++) {
      if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0) {
        bytes[i] = (byte) 0xFF;
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** What the parser does with bytes, without a process. */
  private static final class Work {
    private static final int SMALL = 8_000;
    private static final int TIMES = 32;
    private static final long SHORT_NANOS = 200_000_000L;
    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

    private Work() {}

    private static EventsProtocol protocol(int maxLine) {
      return new EventsProtocol(new byte[0], false, maxLine);
    }

    static void assertEachLineIsHeardOnce(byte[] input, Random random, int maxLine) {
      HeardLines whole = new HeardLines();
      EventsProtocol one = protocol(maxLine);
      one.output(input, input.length, whole);
      one.end(whole);
      HeardLines pieces = new HeardLines();
      EventsProtocol other = protocol(maxLine);
      for (int at = 0; at < input.length; ) {
        int length = Math.min(input.length - at, random.nextInt(3000) + 1);
        other.output(java.util.Arrays.copyOfRange(input, at, at + length), length, pieces);
        at += length;
      }
      other.end(pieces);
      assertThat(pieces.heard).isEqualTo(whole.heard);
      if (!whole.isTooLong) {
        long ends = 0;
        for (byte b : input) {
          ends += b == '\n' ? 1 : 0;
        }
        assertThat((long) whole.heard.size() + whole.ready(input)).isEqualTo(ends);
      }
    }

    /** 32 times the input may cost at most eight times its share of work, and of memory. */
    static void assertGrowsWithTheInput(byte[] unit) {
      long[] small = cost(repeated(unit, SMALL));
      long[] large = cost(repeated(unit, SMALL * TIMES));
      assertThat(large[1]).as("bytes").isLessThan(Math.max(small[1], 100_000) * TIMES * 8);
      for (int i = 0; i < 3 && large[0] > SHORT_NANOS; i++) {
        if (large[0] < Math.max(small[0], 1_000_000) * TIMES * 8) {
          return;
        }
        small = cost(repeated(unit, SMALL));
        large = cost(repeated(unit, SMALL * TIMES));
      }
      assertThat(large[0])
          .as("nanoseconds of the processor")
          .isLessThan(Math.max(SHORT_NANOS, Math.max(small[0], 1_000_000) * TIMES * 8));
    }

    private static long[] cost(byte[] line) {
      HeardLines heard = new HeardLines();
      EventsProtocol protocol = protocol(SMALL * TIMES * 2);
      long id = Thread.currentThread().getId();
      long allocated = THREADS.getThreadAllocatedBytes(id);
      long begin = THREADS.getCurrentThreadCpuTime();
      protocol.output(line, line.length, heard);
      protocol.end(heard);
      return new long[] {
        THREADS.getCurrentThreadCpuTime() - begin, THREADS.getThreadAllocatedBytes(id) - allocated
      };
    }
  }

  /** What is heard, and taken as a session takes it. */
  private static final class HeardLines implements dev.yera.protocol.Heard {
    final List<String> heard = new ArrayList<>();
    boolean isTooLong;

    @Override
    public void event(EventLine.Whole chunk, byte[] bytes, int offset, int length) {
      heard.add("whole " + chunk + new String(bytes, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void event(EventLine.Partial event) {
      heard.add("partial " + Json.text(event.members()));
    }

    @Override
    public void text(String piece, boolean isError) {
      throw new AssertionError("no console program");
    }

    @Override
    public void terminal(String piece) {
      throw new AssertionError("no console program");
    }

    @Override
    public void stray(String line) {
      heard.add("stray " + line);
      dev.yera.session.diagnostic.ScreenLine.of(line);
      dev.yera.session.diagnostic.SwallowedEvent.in(line).ifPresent(lost -> lost.complaint());
    }

    @Override
    public void ready() {
      throw new AssertionError("it does not announce that");
    }

    @Override
    public void tooLong(int longest) {
      isTooLong = true;
      heard.add("too long");
    }

    /** Lines that say it is ready are not passed on. */
    long ready(byte[] input) {
      long ready = 0;
      int from = 0;
      for (int i = 0; i < input.length; i++) {
        if (input[i] == '\n') {
          int end = i > from && input[i - 1] == '\r' ? i - 1 : i;
          ready += EventLine.parse(input, from, end - from) instanceof EventLine.Ready ? 1 : 0;
          from = i + 1;
        }
      }
      return ready;
    }
  }
}
