package dev.yera.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.json.Json;
import dev.yera.store.EventLog;
import dev.yera.store.MemoryStore;
import dev.yera.store.StoredSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTranscriptTest {
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir private Path folder;
  private EventLog log;

  @BeforeEach
  void open() {
    StoredSession session =
        new StoredSession(
            ID,
            "",
            "it.app",
            "App",
            null,
            AT,
            Optional.of(AT),
            Optional.empty(),
            Optional.empty(),
            false);
    log = new MemoryStore(folder).add(session, () -> {});
  }

  private void say(String eventClass, String type, String block, Map<String, ?> data)
      throws IOException {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("event_class", eventClass);
    event.put("block_type", type);
    event.put("block_id", block);
    event.put("data", data);
    event.put("timestamp", "2026-11-22T10:00:00.000000Z");
    event.put("chunk_id", 0);
    event.put("app", Map.of("name", "it.app", "instance_id", 0));
    event.put("parent_block_id", null);
    log.append(Json.bytes(event));
    log.store();
  }

  private void content(String type, String block, String content) throws IOException {
    say("content", type, block, Map.of("content", content));
  }

  private void answer(String block, Object value) throws IOException {
    say("control", "answer", block, Map.of("block_type", "x", "value", value));
  }

  private SessionTranscript transcript() {
    return transcript("running", Optional.empty());
  }

  private SessionTranscript transcript(String status, Optional<Instant> endedAt) {
    return new SessionTranscript(head(status, endedAt), log::cursorAfter, log.readableId());
  }

  private SessionTranscript transcript(LongFunction<EventLog.Cursor> cursors) {
    return new SessionTranscript(head("running", Optional.empty()), cursors, log.readableId());
  }

  private static TranscriptHead head(String status, Optional<Instant> endedAt) {
    return new TranscriptHead(
        ID, "it.app", "App", Optional.of("Mine <b>"), status, AT, Optional.of(AT), endedAt);
  }

  private String written(TranscriptFormat format) throws IOException {
    return written(transcript(), format);
  }

  private static String written(SessionTranscript transcript, TranscriptFormat format)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    transcript.write(format, TranscriptWords.ENGLISH, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> blocks() throws IOException {
    Map<?, ?> json = (Map<?, ?>) Json.read(written(TranscriptFormat.JSON));
    return (List<Map<String, Object>>) json.get("blocks");
  }

  private Object data(int block, String member) throws IOException {
    return ((Map<?, ?>) blocks().get(block).get("data")).get(member);
  }

  /** What a reader of Markdown makes of it. */
  private String rendered() throws IOException {
    Node document = Parser.builder().build().parse(written(TranscriptFormat.MARKDOWN));
    return HtmlRenderer.builder().build().render(document);
  }

  @Test
  void whatAProgramPrintsIsReadAsItWasPrinted() throws IOException {
    String hostile = "*a*\n<img src=x>\n# b\r\n\n    - c";
    String read = "<pre><code>*a*\n&lt;img src=x&gt;\n# b\n\n    - c\n</code></pre>";
    content("text", "first", hostile);
    assertThat(rendered()).as("after the facts").contains(read);
    say("content", "markdown", "m", Map.of("content", "- a list\n- of two"));
    content("text", "second", hostile);
    content("text", "third", hostile);
    say("progress", "action", "x", Map.of("message", "go", "status", "done"));
    say("content", "code", "y", Map.of("content", hostile.replace("\n#", "\r#")));
    assertThat(rendered().split(Pattern.quote(read), -1)).hasSize(5);
    assertThat(rendered()).doesNotContain("<img", "<em>a</em>", "<h1>b</h1>");
  }

  @Test
  void anAnswerKeepsItsLines() throws IOException {
    say("prompt", "text_input", "q", Map.of("label", "Q", "lines", 5));
    answer("q", "def f():\n\n    return 1 * 2\r\tx\n- y");
    assertThat(rendered())
        .contains(
            "<blockquote>\n<p>def f():</p>\n<p>\u00a0\u00a0\u00a0\u00a0return 1 * 2<br />\n"
                + "\u00a0\u00a0\u00a0\u00a0x<br />\n- y</p>\n</blockquote>");
  }

  @Test
  void anAnswerThatWasCutWithinAProgramEndsThere() throws IOException {
    content("markdown", "a", "Look:\n```` java\n```\nint x");
    content("markdown", "a", ";\n~~~");
    content("markdown", "b", "~~~\nclosed\n~~~~\n*b*");
    assertThat(rendered())
        .contains("<pre><code class=\"language-java\">```\nint x;\n~~~\n</code></pre>")
        .contains("<pre><code>closed\n</code></pre>\n<p><em>b</em></p>");
  }

  /** One that is indented may be in a list, or in none. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1. Run:\n\n   ```bash\n   npm i",
        "- ```js\n  x\n  ```",
        "- a\r\ngoes on\r\n  ```\r\n  x\r\n  ```",
        "Code:\n\n    ```",
        "```\n\t```\n```",
        " ```\n x\n ```",
        " ```\n x",
        "   ~~~~ sh\r\n   x\r\n   ~~~",
        "Code:\n  ```\n  - x",
        "- a\n\nOutside:\n\n  ```\n  x",
        "- a\n ```\n x",
      })
  void whatFollowsAFenceInAListOrInAProgramIsNoProgram(String content) throws IOException {
    content("markdown", "a", content);
    content("markdown", "b", "*b*");
    assertThat(rendered()).contains("\n<p><em>b</em></p>");
  }

  @Test
  void figuresProgramsAndSpeakersAreTold() throws IOException {
    say("content", "markdown", "a", Map.of("content", "Hi", "role", "assistant", "name", "A*a"));
    say("content", "code", "b", Map.of("content", "x <\n", "language", "c"));
    say("content", "code", "b", Map.of("content", "y", "language", "c"));
    say("content", "json", "c", Map.of("value", List.of(1, "<b>")));
    say("content", "metric", "d", Map.of("label", "Sales", "value", 1200, "delta", -5));
    say("progress", "notice", "e", Map.of("message", "Full", "level", "warning"));
    say("structure", "expander", "f", Map.of("label", "More", "open", false));
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains("**A\\*a**\n\nHi\n")
        .contains("    x <\n    y\n")
        .contains("    [1,\"<b>\"]\n")
        .contains("\nSales: 1200 (-5)\n")
        .contains("> **warning** Full\n")
        .contains("\n**More**\n");
    assertThat(written(TranscriptFormat.HTML))
        .contains(">A*a</p>")
        .contains(">\nx &lt;\ny</pre>")
        .contains(">\n[1,&quot;&lt;b&gt;&quot;]</pre>")
        .contains(">Sales: 1200 (-5)</p>")
        .contains(">warning: Full</p>")
        .contains(">More</p>");
    assertThat(data(1, "content")).isEqualTo("x <\ny");
    assertThat(data(1, "language")).isEqualTo("c");
  }

  @Test
  void chunksAreOneBlockInThePlaceOfTheFirstHoweverTheyCame() throws IOException {
    content("markdown", "a", "one ");
    content("markdown", "b", "other");
    content("markdown", "a", "two ");
    content("markdown", "a", "three");
    assertThat(blocks()).extracting(each -> each.get("block_id")).containsExactly("a", "b");
    assertThat(data(0, "content")).isEqualTo("one two three");
    assertThat(written(TranscriptFormat.MARKDOWN)).contains("\none two three\n\nother\n");
    assertThat(written(TranscriptFormat.HTML)).contains(">one two three</div>");
  }

  @Test
  void aBlockThatBecameAnotherIsTheOtherAndAnAnswerStays() throws IOException {
    say("progress", "spinner", "a", Map.of("message", "Loading", "status", "active"));
    content("text", "b", "behind it");
    say("content", "table", "a", Map.of("columns", List.of("n"), "rows", List.of(List.of(1))));
    say("prompt", "text_input", "c", Map.of("label", "Name"));
    answer("c", "Ada");
    content("markdown", "c", "Hello ");
    content("markdown", "c", "Ada");
    say("prompt", "slider", "d", Map.of("label", "Not asked"));
    content("block_to_come", "d", "new");
    assertThat(blocks())
        .extracting(each -> each.get("block_type"))
        .containsExactly("table", "text", "text_input", "markdown", "block_to_come");
    assertThat(data(0, "rows")).isEqualTo(List.of(List.of(1L)));
    assertThat(data(3, "content")).isEqualTo("Hello Ada");
    assertThat(written(TranscriptFormat.MARKDOWN))
        .containsSubsequence("| n |", "behind it", "**Name**", "> Ada", "Hello Ada", "new")
        .doesNotContain("Loading", "Not asked");
    assertThat(written(TranscriptFormat.HTML))
        .containsSubsequence("<td", "behind it", "Name</p>", ">Ada</p>", "Hello Ada", "new")
        .doesNotContain("Loading", "Not asked");
  }

  @Test
  void theHalvesOfACharacterFindEachOtherAcrossChunks() throws IOException {
    content("markdown", "a", "x\ud83d");
    content("markdown", "a", "\ude00y");
    content("markdown", "b", "lone \ud83d half and \0");
    assertThat(data(0, "content")).isEqualTo("x\ud83d\ude00y");
    assertThat(data(1, "content")).isEqualTo("lone \ud83d half and \0");
    assertThat(written(TranscriptFormat.HTML))
        .contains("x\ud83d\ude00y", "lone \ufffd half and \ufffd");
  }

  private void leaveOpen() throws IOException {
    say("progress", "action", "a", Map.of("message", "Load", "status", "active"));
    say("progress", "action", "a", Map.of("message", "Count", "status", "active"));
    say("progress", "spinner", "s", Map.of("message", "Think", "status", "active"));
    say("progress", "spinner", "t", Map.of("message", "Thought", "status", "complete"));
    say("structure", "form", "f", Map.of("border", true, "status", "awaiting"));
    say("structure", "form", "g", Map.of("border", true, "status", "awaiting"));
    answer("g", Map.of());
  }

  @Test
  void whatRunsStillGoesOn() throws IOException {
    leaveOpen();
    assertThat(written(TranscriptFormat.JSON))
        .contains("\"status\":\"active\"", "\"status\":\"awaiting\"");
    assertThat(written(TranscriptFormat.MARKDOWN)).contains("- *active*", "Think *active*");
    assertThat(written(TranscriptFormat.HTML)).contains("<li dir=\"auto\">active</li>");
  }

  @ParameterizedTest
  @CsvSource({"failed, failed", "stopped, stopped", "exited, stopped"})
  void nothingGoesOnInASessionThatHasEnded(String status, String settled) throws IOException {
    leaveOpen();
    SessionTranscript ended = transcript(status, Optional.of(AT));
    Map<?, ?> json = (Map<?, ?>) Json.read(written(ended, TranscriptFormat.JSON));
    List<Object> statuses = new ArrayList<>();
    for (Object each : (List<?>) json.get("blocks")) {
      statuses.add(((Map<?, ?>) ((Map<?, ?>) each).get("data")).get("status"));
    }
    assertThat(statuses).containsExactly(settled, settled, "complete", "closed", "answered");
    assertThat(written(ended, TranscriptFormat.MARKDOWN))
        .contains("- *" + settled + "*", "Think *" + settled + "*", "Thought *complete*")
        .doesNotContain("active");
    assertThat(written(ended, TranscriptFormat.HTML))
        .contains("<li dir=\"auto\">" + settled + "</li>", "Think – " + settled)
        .doesNotContain("active");
  }

  @Test
  void whatTheAppReturnedAndTheLabelsOfTabsAreTold() throws IOException {
    say("structure", "tabs", "t", Map.of("labels", List.of("Chart", "<Data>")));
    content("text", "a", "inside");
    Map<String, Object> exit = new HashMap<>(Map.of("exit_code", 0, "reason", "Done."));
    exit.put("return_value", "3 * <b>\n- two");
    exit.put("error", null);
    say("lifecycle", "exit", "x", exit);
    SessionTranscript ended = transcript("exited", Optional.of(AT));
    assertThat(written(ended, TranscriptFormat.MARKDOWN))
        .contains("\n**Chart │ \\<Data\\>**\n")
        .endsWith("\n---\n\nDone.\n\nReturned: 3 \\* \\<b\\>\\\n\\- two\n");
    assertThat(written(ended, TranscriptFormat.HTML))
        .contains(">Chart │ &lt;Data&gt;</p>")
        .contains(">Done.</p>\n<p class=\"said\" dir=\"auto\">Returned: 3 * &lt;b&gt;\n- two</p>");
  }

  @Test
  void whatWasStoppedReadsAsNoFailure() throws IOException {
    say(
        "lifecycle",
        "exit",
        "x",
        Map.of(
            "exit_code",
            143,
            "reason",
            "Ended by the user.",
            "error",
            Map.of(
                "error_type",
                "EndedByUser",
                "message",
                "Ended by the user.",
                "stderr",
                List.of("killed"))));
    SessionTranscript ended = transcript("stopped", Optional.of(AT));
    assertThat(written(ended, TranscriptFormat.MARKDOWN))
        .endsWith("- Ended: 2026-11-22T10:00:00.000000Z\n\n---\n\nEnded by the user.\n");
    assertThat(written(ended, TranscriptFormat.HTML))
        .contains("<footer>\n<p dir=\"auto\">Ended by the user.</p>\n</footer>");
    assertThat(written(ended, TranscriptFormat.JSON)).contains("EndedByUser", "\"exit_code\":143");
  }

  @Test
  void anAnswerStandsUnderItsQuestionAndThoseOfAFormUnderItsFields() throws IOException {
    say("prompt", "text_input", "q", Map.of("label", "Who?"));
    content("markdown", "between", "meanwhile");
    answer("q", "Ann\n# no heading");
    say("structure", "form", "f", Map.of("border", true, "status", "open"));
    say("prompt", "text_input", "f1", Map.of("label", "Street"));
    say("prompt", "slider", "f2", Map.of("label", "Number"));
    say("structure", "form", "f", Map.of("border", true, "status", "awaiting"));
    answer("f", Map.of("f1", "Main St", "f2", 7));
    say("prompt", "text_input", "open", Map.of("label", "Still?"));

    assertThat(blocks().get(0).get("answers").toString()).contains("Ann");
    assertThat(blocks().get(3).get("answers").toString()).contains("Main St");
    assertThat(data(2, "status")).isEqualTo("awaiting");
    assertThat(blocks().get(5).get("answers")).isEqualTo(List.of());
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains(
            "**Who?**\n\n> Ann\\\n> \\# no heading\n\nmeanwhile\n",
            "**Street**\n\n> Main St\n",
            "**Number**\n\n> 7\n",
            "**Still?**\n\n> *not answered*\n");
    String html = written(TranscriptFormat.HTML);
    assertThat(html.indexOf("Ann")).isBetween(html.indexOf("Who?"), html.indexOf("meanwhile"));
    assertThat(html.indexOf("Main St")).isBetween(html.indexOf("Street"), html.indexOf("Number"));
  }

  @Test
  void anAnswerToAFormStaysThoughTheFieldBecameAnotherBlock() throws IOException {
    say("structure", "form", "f", Map.of("border", true, "status", "open"));
    say("prompt", "text_input", "f1", Map.of("label", "Street"));
    say("prompt", "text_input", "f2", Map.of("label", "Town"));
    content("markdown", "f2", "No town.");
    answer("f", Map.of("f1", "Main St", "f2", "none"));
    content("markdown", "f1", "Thanks.");
    assertThat(blocks())
        .extracting(each -> each.get("block_type"))
        .containsExactly("form", "text_input", "markdown", "markdown");
    assertThat(blocks().get(1).get("answers").toString()).contains("Main St");
    assertThat(blocks().get(2).get("answers")).isNull();
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains("**Street**\n\n> Main St\n\nNo town.\n\nThanks.\n");
  }

  @Test
  void blocksThatComeByTurnsAreReadInOneGo() throws IOException {
    int chunks = 20_000;
    for (int i = 0; i < chunks; i++) {
      content("markdown", i % 2 == 0 ? "even" : "odd", i % 2 == 0 ? "0" : "1");
    }
    AtomicInteger opened = new AtomicInteger();
    SessionTranscript counted =
        transcript(
            id -> {
              opened.incrementAndGet();
              return log.cursorAfter(id);
            });
    assertThat(written(counted, TranscriptFormat.HTML))
        .contains(">" + "0".repeat(chunks / 2) + "<", ">" + "1".repeat(chunks / 2) + "<");
    assertThat(opened).hasValueLessThan(20);
  }

  @Test
  void aBlockThatComesAgainMuchLaterIsFoundThere() throws IOException {
    for (int i = 0; i < 3; i++) {
      content("markdown", "a", "a" + i);
      for (int other = 0; other < 1000; other++) {
        content("markdown", "b" + other, "-");
      }
    }
    assertThat(data(0, "content")).isEqualTo("a0a1a2");
    assertThat(data(1000, "content")).isEqualTo("---");
  }

  @Test
  void rowsThatComeLaterAreInTheTableAndNoCellBreaksIt() throws IOException {
    say("content", "table", "t", Map.of("columns", List.of("n|ame", "n"), "rows", row("a|b", 1)));
    say("content", "table", "t", Map.of("append", true, "rows", row("c\nd", 2)));
    say("content", "table", "t", Map.of("append", true, "rows", row("e", 3, "more")));
    assertThat(data(0, "rows"))
        .isEqualTo(List.of(List.of("a|b", 1L), List.of("c\nd", 2L), List.of("e", 3L, "more")));
    assertThat(data(0, "columns")).isEqualTo(List.of("n|ame", "n"));
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains(
            """
            | n\\|ame | n |  |
            | --- | --- | --- |
            | a\\|b | 1 |  |
            | c<br>d | 2 |  |
            | e | 3 | more |
            """);
  }

  private static List<List<Object>> row(Object... cells) {
    return List.of(List.of(cells));
  }

  @Test
  void aTableThatIsSentAgainReplacesTheOneBefore() throws IOException {
    say("content", "table", "t", Map.of("columns", List.of("a"), "rows", row("old")));
    say("content", "table", "t", Map.of("columns", List.of("b"), "rows", row("new")));
    assertThat(data(0, "columns")).isEqualTo(List.of("b"));
    assertThat(data(0, "rows")).isEqualTo(List.of(List.of("new")));
    assertThat(written(TranscriptFormat.HTML)).contains("new").doesNotContain("old");
  }

  @Test
  void progressIsAsItWasInTheEnd() throws IOException {
    say("progress", "action", "a", Map.of("message", "first", "status", "active"));
    say("progress", "action", "a", Map.of("message", "second", "status", "active"));
    say("progress", "action", "a", Map.of("status", "complete"));
    say("progress", "spinner", "s", Map.of("message", "turning", "status", "active"));
    say("progress", "spinner", "s", Map.of("message", "turned", "status", "complete"));
    assertThat(data(0, "messages")).isEqualTo(List.of("first", "second"));
    assertThat(data(0, "status")).isEqualTo("complete");
    assertThat(data(1, "message")).isEqualTo("turned");
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains("- first\n- second\n- *complete*\n", "turned *complete*")
        .doesNotContain("turning");
  }

  @Test
  void aConsoleProgramHasSaidWhatItsLinesShowInTheEnd() throws IOException {
    content("text", "t", "10 %\r");
    content("text", "t", "\u001b[32m100 %\u001b[0m\r\nab\bc\u001b]0;title\u0007!\nlast");
    assertThat(data(0, "content")).isEqualTo("100 %\nac!\nlast");
    assertThat(written(TranscriptFormat.MARKDOWN)).contains("\n    100 %\n    ac!\n    last\n");
  }

  @Test
  void aProgramOnATerminalHasSaidItsLinesAndWasToldWhatWasTyped() throws IOException {
    say("content", "terminal", "t", Map.of("content", "\u001b[1m>>> \u001b[0m"));
    say("prompt", "text_input", "q", Map.of("terminal", true, "input", "keys", "label", "Input"));
    say("content", "terminal", "t", Map.of("content", "", "columns", 100, "rows", 30));
    for (String key : List.of("6", "*", "7")) {
      answer("q", key);
      say("content", "terminal", "t", Map.of("content", key));
    }
    say("content", "terminal", "t", Map.of("content", "\r\n\u001b[32m42\u001b[0m\r\n"));
    assertThat(data(0, "content")).isEqualTo(">>> 6*7\n42\n");
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains("\n    >>> 6*7\n    42\n", "6\\*7")
        .doesNotContain("\u001b");
    assertThat(written(TranscriptFormat.HTML))
        .contains(">6*7<", "&gt;&gt;&gt; 6*7\n42")
        .doesNotContain("\u001b");
    assertThat(written(TranscriptFormat.JSON)).doesNotContain("\\u001b").contains("6*7");
  }

  @Test
  void errorOutputIsMarked() throws IOException {
    say("content", "text", "o", Map.of("content", "fine\n"));
    say("content", "text", "e", Map.of("content", "\u001b[31mwrong\u001b[m\n", "stream", "stderr"));
    assertThat(data(0, "stream")).isNull();
    assertThat(data(1, "stream")).isEqualTo("stderr");
    assertThat(data(1, "content")).isEqualTo("wrong\n");
    assertThat(written(TranscriptFormat.MARKDOWN))
        .contains("\n    fine\n", "\n\n*Error output:*\n\n<!-- -->\n\n    wrong\n");
    assertThat(written(TranscriptFormat.HTML))
        .containsOnlyOnce("Error output")
        .contains("<figcaption>Error output</figcaption>\n<pre dir=\"auto\">\nwrong\n</pre>");
  }

  @Test
  void nothingThatIsSaidBecomesHtml() throws IOException {
    String evil = "<script>alert(1)</script>\"'&</pre></div><img src=x onerror=alert(1)>";
    for (String type : List.of("markdown", "text", "new_thing")) {
      content(type, type, evil);
    }
    say("content", "table", "t", Map.of("columns", List.of(evil), "rows", row(evil)));
    say(
        "content",
        "bar_chart",
        "c",
        Map.of("data", List.of(Map.of(evil, 1)), "x", evil, "y", List.of(evil)));
    say("prompt", "buttons", "q", Map.of("label", evil, "options", List.of(evil)));
    answer("q", evil);
    say("progress", "action", "p", Map.of("message", evil, "status", "active"));
    say("progress", "spinner", "s", Map.of("message", evil, "status", "active"));
    say("lifecycle", "exit", "x", exit(evil));
    String html = written(TranscriptFormat.HTML);
    assertThat(html)
        .doesNotContain("<script", "<img", "alert(1)</", "<b>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;", "Mine &lt;b&gt;");
    assertThat(html.split("</div>", -1)).as("no element is closed by what is said").hasSize(3);
  }

  private static Map<String, Object> exit(String words) {
    return Map.of(
        "exit_code",
        1,
        "reason",
        words,
        "error",
        Map.of("error_type", words, "message", words, "stderr", List.of(words)));
  }

  @Test
  void theEndIsItsEnd() throws IOException {
    content("markdown", "a", "hi");
    assertThat(Json.read(written(TranscriptFormat.JSON)))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("exit", null)
        .containsEntry("title", "Mine <b>")
        .containsEntry("session_id", ID);
    Map<String, Object> exit = new HashMap<>(exit("It broke."));
    exit.put(
        "models",
        Map.of(
            "fast", Map.of("input_tokens", 5, "output_tokens", 6, "cost", 0.5, "currency", "EUR")));
    say("lifecycle", "exit", "x", exit);
    assertThat(written(TranscriptFormat.HTML))
        .contains("<p dir=\"auto\">fast: 5 + 6 tokens, 0.5 EUR</p>");
    assertThat(written(TranscriptFormat.MARKDOWN)).contains("\nfast: 5 + 6 tokens, 0.5 EUR\n");
    assertThat(blocks()).as("the exit is no block").hasSize(1);
    assertThat(((Map<?, ?>) Json.read(written(TranscriptFormat.JSON))).get("exit").toString())
        .contains("It broke.");
    assertThat(written(TranscriptFormat.MARKDOWN)).contains("\n---\n\nIt broke. (exit code 1)");
  }

  @Test
  void aCodeIsNamedOnlyWhereTheAppChoseOneThatMeansSomething() {
    assertThat(reason(3, null)).isEqualTo("Over. (exit code 3)");
    assertThat(reason(139, "ProcessKilled")).isEqualTo("Over. (exit code 139)");
    assertThat(reason(0, null)).isEqualTo("Over.");
    assertThat(reason(143, "EndedByUser")).isEqualTo("Over.");
    assertThat(reason(143, "MemoryExceeded")).isEqualTo("Over.");
  }

  private static String reason(int code, String type) {
    Map<String, Object> exit = new HashMap<>(Map.of("exit_code", code, "reason", "Over."));
    exit.put("error", type == null ? null : Map.of("error_type", type));
    return BlockWriter.reason(exit, TranscriptWords.ENGLISH);
  }

  @Test
  void whatIsSaidAfterItWasAskedForIsNotInIt() throws IOException {
    content("markdown", "a", "before");
    SessionTranscript transcript = transcript();
    content("markdown", "a", " after");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    transcript.write(TranscriptFormat.MARKDOWN, TranscriptWords.ENGLISH, out);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("before").doesNotContain("after");
  }

  /** What has been read when the first part of it is written. */
  @Test
  void aLongBlockIsWrittenWhileItIsRead() throws IOException {
    int chunks = 200;
    for (int i = 0; i < chunks; i++) {
      content("markdown", "a", "x".repeat(100_000));
    }
    long[] written = {0, 0};
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            written[0]++;
          }

          @Override
          public void write(byte[] b, int offset, int length) {
            written[0] += length;
            written[1] = Math.max(written[1], length);
          }
        };
    transcript().write(TranscriptFormat.JSON, TranscriptWords.ENGLISH, counting);
    assertThat(written[0]).isGreaterThan(chunks * 100_000L);
    assertThat(written[1]).as("the largest part in one write").isLessThan(100_000L);
  }

  @Test
  void anotherLanguageSaysWhatIsNotTheApps() throws IOException {
    TranscriptWords german =
        TranscriptWords.of(
            "de",
            Files.readString(Path.of("webapp", "pages", "texts.de.js"), StandardCharsets.UTF_8));
    say("content", "markdown", "m", Map.of("content", "Hello", "role", "assistant"));
    say("content", "text", "t", Map.of("content", "wrong", "stream", "stderr"));
    say("content", "notice", "n", Map.of("message", "Full", "level", "warning"));
    say("prompt", "text_input", "q", Map.of());
    say("prompt", "text_input", "s", Map.of("label", "Key", "secret", true));
    answer("s", "");
    say("progress", "spinner", "p", Map.of("message", "Think", "status", "complete"));
    say("control", "feedback", "m", Map.of("rating", "up"));
    say(
        "lifecycle",
        "exit",
        "e",
        Map.of(
            "exit_code",
            137,
            "reason",
            "It used too much.",
            "error",
            Map.of("error_type", "ProcessKilled", "message", "It used too much."),
            "models",
            Map.of("fast", Map.of("input_tokens", 5, "output_tokens", 6))));
    ByteArrayOutputStream markdown = new ByteArrayOutputStream();
    ByteArrayOutputStream html = new ByteArrayOutputStream();
    SessionTranscript ended = transcript("failed", Optional.of(AT));
    ended.write(TranscriptFormat.MARKDOWN, german, markdown);
    ended.write(TranscriptFormat.HTML, german, html);
    assertThat(markdown.toString(StandardCharsets.UTF_8))
        .contains("- Sitzung: `", "- Zustand: fehlgeschlagen\n", "- Angelegt: 2026-11-22T10:00:00")
        .contains("**Assistent**\n\nHello", "*Bewertung: gut*", "*Fehlerausgabe:*", "**Frage**")
        .contains("**Warnung** Full", "> *nicht beantwortet*", "> (geheim)", "Think *fertig*")
        .contains("Die App wurde von einem Signal beendet. (Exit-Code 137)", "5 + 6 Token\n");
    assertThat(html.toString(StandardCharsets.UTF_8))
        .startsWith("<!doctype html>\n<html lang=\"de\">")
        .contains("<dt>Sitzung</dt>", ">Assistent</p>", ">Hello</div>", ">Bewertung: gut</p>")
        .contains("<figcaption>Fehlerausgabe</figcaption>", ">Warnung: Full</p>", ">Frage</p>")
        .contains("<em>nicht beantwortet</em>", ">(geheim)</p>", ">Think – fertig</p>")
        .contains(">Die App wurde von einem Signal beendet. (Exit-Code 137)</p>");
  }

  @Test
  void aCatalogueMayLackWordsAndQuoteOthersInBothWays() throws IOException {
    TranscriptWords some =
        TranscriptWords.of(
            "fr", "transcript: { app: \"L'app\", 'question': 'Dis\\'l', other: (n) => n },");
    say("prompt", "text_input", "q", Map.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    transcript().write(TranscriptFormat.HTML, some, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("<html lang=\"fr\">", "<dt>L&#39;app</dt>", ">Dis&#39;l</p>", ">not answered<")
        .contains("<dt>Session</dt>", ">running</dd>");
  }
}
