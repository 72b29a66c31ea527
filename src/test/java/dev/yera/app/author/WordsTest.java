package dev.yera.app.author;

import static dev.yera.Patience.PATIENCE;
import static dev.yera.app.Yera.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yera.app.App;
import dev.yera.app.Frame;
import dev.yera.app.Progress;
import dev.yera.app.Prose;
import dev.yera.app.QuestionInterruptedException;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Action;
import dev.yera.event.block.Audio;
import dev.yera.event.block.BarChart;
import dev.yera.event.block.Better;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Border;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.Code;
import dev.yera.event.block.Columns;
import dev.yera.event.block.Container;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Expander;
import dev.yera.event.block.FileBlock;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.FormStatus;
import dev.yera.event.block.Format;
import dev.yera.event.block.Image;
import dev.yera.event.block.JsonValue;
import dev.yera.event.block.Level;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Metric;
import dev.yera.event.block.Notice;
import dev.yera.event.block.Slider;
import dev.yera.event.block.Speaker;
import dev.yera.event.block.Spinner;
import dev.yera.event.block.Status;
import dev.yera.event.block.SysPrompt;
import dev.yera.event.block.Table;
import dev.yera.event.block.Tabs;
import dev.yera.event.block.Text;
import dev.yera.event.block.TextInput;
import dev.yera.event.block.VegaChart;
import dev.yera.event.block.Video;
import dev.yera.event.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each word of an app becomes. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WordsTest {
  private record Day(String name, double rain, Integer snow) {}

  private static OutputEvent first(Transcript said) {
    return said.events().get(0);
  }

  private static OutputEvent event(Transcript said, int index) {
    return said.events().get(index);
  }

  @Test
  void textsAreBlocksOfTheirOwn() {
    Transcript said =
        Piece.of(
            () -> {
              markdown("one");
              text("two");
              markdown("");
            });
    assertThat(said.events().subList(0, 3))
        .extracting(OutputEvent::block)
        .containsExactly(new Markdown("one"), new Text("two"), new Markdown(""));
    assertThat(said.events()).extracting(OutputEvent::blockId).doesNotHaveDuplicates();
    assertThat(said.events()).extracting(OutputEvent::chunkId).containsOnly(0);
    assertThat(said.events()).extracting(OutputEvent::parentBlockId).containsOnlyNulls();
    assertThat(said.markdown()).containsExactly("one", "");
    assertThat(said.text()).containsExactly("two");
  }

  @Test
  void aTextGrowsPieceByPiece() {
    Transcript said =
        Piece.of(
            () -> {
              Prose answer = markdown();
              Prose log = text();
              answer.append("Hel").append('l').append("hello", 4, 5);
              log.append("done");
              answer.append("!");
            });
    assertThat(said.markdown()).containsExactly("Hello!");
    assertThat(said.text()).containsExactly("done");
    assertThat(said.events()).extracting(OutputEvent::chunkId).containsExactly(0, 1, 2, 0, 3, 0);
  }

  @Test
  void codeGrowsInOneBlock() {
    Transcript said =
        Piece.of(
            () -> {
              codeIn("java").append("int ").append("i;");
              code("ls");
            });
    assertThat(said.blocks(Code.class))
        .containsExactly(new Code("int ", "java"), new Code("i;", "java"), new Code("ls", null));
    assertThat(event(said, 0).blockId()).isEqualTo(event(said, 1).blockId());
    assertThat(said.toString()).contains("int i;").contains("ls");
  }

  @Test
  void whoSpeaksIsInEachPiece() {
    Transcript said = Piece.of(() -> says(Speaker.ASSISTANT, "Ada").append("Hel").append("lo"));
    assertThat(said.blocks(Markdown.class))
        .containsExactly(
            new Markdown("Hel", Speaker.ASSISTANT, "Ada"),
            new Markdown("lo", Speaker.ASSISTANT, "Ada"));
    assertThat(said.toString()).contains("Ada: Hello");
  }

  @Test
  void aChartOfAnyKindIsAMapOrItsJson() {
    Map<String, Object> spec =
        Map.of(
            "title", "Rain",
            "mark", "point",
            "data", Map.of("values", List.of(Map.of("day", 1), Map.of("day", 2))));
    Transcript said =
        Piece.of(
            () -> {
              chart(spec);
              chart(
                  """
                  {"title":"Rain","mark":"point","data":{"values":[{"day":1},{"day":2}]}}""");
            });
    assertThat(said.blocks(VegaChart.class)).hasSize(2).contains(new VegaChart(spec));
    assertThat(said.toString()).contains("Rain", "day");
  }

  @Test
  void figuresAndValuesAreShown() {
    Transcript said =
        Piece.of(
            () -> {
              json(Map.of("day", new Day("Mon", 0.5, null)));
              metric("Sales", 1200, -50);
              metric("Wait", Double.NaN, "3 s", Better.DOWN);
              metric("On", true);
              notice("Full", Level.WARNING);
            });
    assertThat(said.events().subList(0, 5))
        .extracting(OutputEvent::block)
        .containsExactly(
            new JsonValue(Map.of("day", "Day[name=Mon, rain=0.5, snow=null]")),
            new Metric("Sales", 1200, -50, Better.UP),
            new Metric("Wait", null, "3 s", Better.DOWN),
            new Metric("On", "true", null, Better.UP),
            new Notice("Full", Level.WARNING));
    assertThat(said.toString()).contains("Sales: 1200 (-50)").contains("! Full");
  }

  @Test
  void filesAreGivenByTheirPathsOrWhole(@TempDir Path folder) throws Exception {
    Path drawn = Files.writeString(folder.resolve("a.svg"), "<svg/>");
    Transcript said =
        Piece.of(
            () -> {
              image(drawn, "A sky", "Today", 9);
              audio("a.wav", new byte[] {82, 73}, null);
              video(drawn);
              file("rain.csv", "a,b");
            });
    assertThat(said.events().subList(0, 4))
        .extracting(OutputEvent::block)
        .containsExactly(
            new Image(FileRef.at(drawn.toString()), "A sky", "Today", 9),
            new Audio(FileRef.inline("a.wav", "Ukk="), null),
            new Video(FileRef.at(drawn.toString()), null),
            new FileBlock(FileRef.inline("rain.csv", "YSxi"), null));
    assertThat(said.toString()).contains(drawn + " – Today").contains("⎙ rain.csv");
    Path none = folder.resolve("none.png");
    assertThat(Piece.of(() -> image(none)).exit().error().message())
        .isEqualTo("image: there is no file " + none);
  }

  @Test
  void aTableGrowsByRows() {
    Transcript said =
        Piece.of(
            () ->
                dataTable("City", "Share")
                    .key("City")
                    .format("Share", Format.PERCENT)
                    .row("Oslo", 0.5)
                    .rows(List.of(List.of("Rome", 0.25), Arrays.asList("Bern", null))));
    assertThat(said.blocks(Table.class))
        .containsExactly(
            new Table(
                List.of("City", "Share"),
                List.of(List.of("Oslo", 0.5)),
                Border.ALL,
                "City",
                Map.of("Share", Format.PERCENT),
                false),
            Table.more(List.of(List.of("Rome", 0.25), Arrays.asList("Bern", null))));
    assertThat(event(said, 0).blockId()).isEqualTo(event(said, 1).blockId());
    assertThat(said.toString()).contains("Rome");
  }

  @Test
  void tabsAndExpandersHaveWhatIsInside() {
    Transcript said =
        Piece.of(
            () -> {
              tabs(tab("One", () -> text("1")), tab("Two", () -> text("2")));
              expander("More", () -> text("3"));
            });
    assertThat(said.events().subList(0, 7))
        .extracting(OutputEvent::block)
        .containsExactly(
            new Tabs(List.of("One", "Two")),
            new Container(false),
            new Text("1"),
            new Container(false),
            new Text("2"),
            new Expander("More", false),
            new Text("3"));
    assertThat(event(said, 3).parentBlockId()).isEqualTo(event(said, 0).blockId());
    assertThat(event(said, 6).parentBlockId()).isEqualTo(event(said, 5).blockId());
  }

  @Test
  void recordsAreATable() {
    Transcript said =
        Piece.of(() -> table(List.of(new Day("Mo", 2.5, 1), new Day("Tu", Double.NaN, null))));
    assertThat(first(said).block())
        .isEqualTo(
            new Table(
                List.of("name", "rain", "snow"),
                List.of(List.of("Mo", 2.5, 1), Arrays.asList("Tu", null, null)),
                Border.ALL));
  }

  @Test
  void mapsAreATableOfAllTheirNames() {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", DayOfWeek.MONDAY);
    Transcript said =
        Piece.of(() -> table(List.of(one, Map.of("c", List.of(1, 2))), Border.HORIZONTAL));
    assertThat(first(said).block())
        .isEqualTo(
            new Table(
                List.of("a", "b", "c"),
                List.of(Arrays.asList(1, "MONDAY", null), Arrays.asList(null, null, List.of(1, 2))),
                Border.HORIZONTAL));
  }

  @Test
  void columnsAndRowsAreATable() {
    LocalDate day = LocalDate.of(2026, 11, 22);
    int[] numbers = {1, 2};
    Transcript said =
        Piece.of(
            () -> table(List.of("day", "numbers"), List.of(List.of(day, numbers)), Border.NONE));
    assertThat(first(said).block())
        .isEqualTo(
            new Table(
                List.of("day", "numbers"),
                List.of(List.of("2026-11-22", List.of(1, 2))),
                Border.NONE));
  }

  @Test
  void aTableIsWhatItWasWhenItWasShown() {
    List<Object> cells = new ArrayList<>(List.of("before"));
    Map<String, Object> row = new HashMap<>(Map.of("a", cells));
    Transcript said =
        Piece.of(
            () -> {
              table(List.of(row));
              cells.set(0, "after");
              row.put("a", "after");
            });
    assertThat(said.blocks(Table.class).get(0).rows())
        .isEqualTo(List.of(List.of(List.of("before"))));
  }

  @Test
  void chartsHaveWhatIsDrawn() {
    List<Day> days = List.of(new Day("Mo", 2.5, 1), new Day("Tu", 0, null));
    Map<String, Object> tuesday = new HashMap<>(Map.of("name", "Tu"));
    tuesday.put("snow", null);
    Transcript said =
        Piece.of(
            () -> {
              barChart(days, "name", "rain");
              lineChart(days, "name", "snow");
              chart(days)
                  .x("name")
                  .y("rain", "teal")
                  .y("snow", "#fff")
                  .stacked()
                  .horizontal()
                  .bars();
            });
    assertThat(event(said, 0).block())
        .isEqualTo(
            new BarChart(
                List.of(Map.of("name", "Mo", "rain", 2.5), Map.of("name", "Tu", "rain", 0.0)),
                "name",
                List.of("rain"),
                null,
                false,
                false));
    assertThat(event(said, 1).block())
        .isEqualTo(
            new LineChart(
                List.of(Map.of("name", "Mo", "snow", 1), tuesday), "name", List.of("snow"), null));
    assertThat(said.blocks(BarChart.class).get(1))
        .extracting(BarChart::colour, BarChart::stack, BarChart::horizontal)
        .containsExactly(List.of("teal", "#fff"), true, true);
  }

  @Test
  void questionsGiveTheirAnswers() {
    List<Object> answers = new ArrayList<>();
    LocalDate eve = LocalDate.of(2026, 12, 24);
    Transcript said =
        Piece.of(
            () -> {
              answers.add(textInput("Name"));
              answers.add(buttons("Size", "S", "L"));
              answers.add(buttons("Day", DayOfWeek.class));
              answers.add(buttons("Number", List.of(1, 2, 3)));
              answers.add(slider("Cups", 1, 9));
              answers.add(slider("Share", 0.0, 1.0));
              answers.add(datePicker("When", eve));
            },
            "Ada",
            "L",
            DayOfWeek.FRIDAY,
            "2",
            7.0,
            0.25,
            LocalDate.of(2027, 1, 1));
    assertThat(answers)
        .containsExactly("Ada", "L", DayOfWeek.FRIDAY, 2, 7, 0.25, LocalDate.of(2027, 1, 1));
    assertThat(said.events())
        .extracting(OutputEvent::block)
        .contains(
            new TextInput("Name"),
            new Buttons(List.of("S", "L"), "Size"),
            new Buttons(List.of("1", "2", "3"), "Number"),
            new Slider(1, 9, 5, 1, "Cups"),
            new Slider(0.0, 1.0, 0.5, null, "Share"),
            new DatePicker(eve, "When"));
  }

  @Test
  void aWholeSliderStartsAtAWholeNumber() {
    Transcript said = Piece.of(() -> slider("Cups", 1, 8));
    assertThat(first(said).block()).isEqualTo(new Slider(1, 8, 4, 1, "Cups"));
    assertThat(said.question()).contains(new Slider(1, 8, 4, 1, "Cups"));
  }

  @Test
  void aChatEndsWithTheStopWord() {
    List<String> heard = new ArrayList<>();
    Transcript said =
        Piece.of(
            () -> {
              for (String line : chat("bye")) {
                heard.add(line);
              }
              markdown("gone");
            },
            "hello",
            " bye is no end",
            "bye now");
    assertThat(heard).containsExactly("hello", " bye is no end");
    assertThat(said.markdown()).containsExactly("gone");
  }

  @Test
  void aFormIsOneAnswer() {
    List<Object> answers = new ArrayList<>();
    Transcript said =
        Piece.of(
            () ->
                answers.addAll(
                    form(
                        form -> {
                          var name = form.textInput("Name");
                          var day =
                              container(() -> form.datePicker("Day", LocalDate.of(2026, 1, 1)));
                          var size = form.buttons("Size", DayOfWeek.class);
                          var cups = form.slider("Cups", 1, 9, 3, 2);
                          var share = form.slider("Share", 0.0, 1.0, 0.1, 0.1);
                          return () ->
                              List.of(name.get(), day.get(), size.get(), cups.get(), share.get());
                        })),
            Map.of(
                "Name", "Ada", "Day", "2026-02-03", "Size", "MONDAY", "Cups", 5, "Share", "0.5"));
    assertThat(answers).containsExactly("Ada", LocalDate.of(2026, 2, 3), DayOfWeek.MONDAY, 5, 0.5);
    assertThat(said.blocks(FormBlock.class))
        .containsExactly(
            new FormBlock(true, FormStatus.OPEN), new FormBlock(true, FormStatus.AWAITING));
    OutputEvent open = first(said);
    assertThat(event(said, 1).parentBlockId()).isEqualTo(open.blockId());
    OutputEvent container = event(said, 2);
    assertThat(container.block()).isEqualTo(new Container(false));
    assertThat(container.parentBlockId()).isEqualTo(open.blockId());
    assertThat(event(said, 3).parentBlockId()).isEqualTo(container.blockId());
    OutputEvent awaiting = event(said, 7);
    assertThat(awaiting.blockId()).isEqualTo(open.blockId());
    assertThat(awaiting.chunkId()).isEqualTo(1);
  }

  @Test
  void aFormWithoutFieldsIsAnsweredByNothing() {
    Transcript said =
        Piece.of(
            () -> {
              markdown(form(Frame.PLAIN, form -> () -> "confirmed"));
            },
            Map.of());
    assertThat(said.blocks(FormBlock.class))
        .last()
        .isEqualTo(new FormBlock(false, FormStatus.AWAITING));
    assertThat(said.markdown()).containsExactly("confirmed");
  }

  @Test
  void layoutsAreAroundWhatIsShownInThem() {
    Transcript said =
        Piece.of(
            () -> {
              columns(() -> markdown("left"), () -> text("right"));
              columns(3, Frame.BORDERED, () -> container(Frame.BORDERED, () -> markdown("in")));
              String name = container(() -> textInput("Name"));
              markdown(name);
            },
            "Ada");
    List<OutputEvent> events = said.events();
    assertThat(events.get(0).block()).isEqualTo(new Columns(2, false));
    assertThat(events.get(1).block()).isEqualTo(new Container(false));
    assertThat(events.get(1).parentBlockId()).isEqualTo(events.get(0).blockId());
    assertThat(events.get(2).parentBlockId()).isEqualTo(events.get(1).blockId());
    assertThat(events.get(3).parentBlockId()).isEqualTo(events.get(0).blockId());
    assertThat(events.get(4).parentBlockId()).isEqualTo(events.get(3).blockId());
    assertThat(events.get(5).block()).isEqualTo(new Columns(3, true));
    assertThat(events.get(5).parentBlockId()).isNull();
    assertThat(events.get(6).block()).isEqualTo(new Container(true));
    assertThat(events.get(9).block()).isEqualTo(new TextInput("Name"));
    assertThat(events.get(9).parentBlockId()).isEqualTo(events.get(8).blockId());
    assertThat(events.get(10).parentBlockId()).isNull();
  }

  @Test
  void anErrorInALayoutLeavesIt() {
    Transcript said =
        Piece.of(
            () -> {
              try {
                container(
                    () -> {
                      throw new IOException("wet");
                    });
              } catch (IOException expected) {
                markdown(expected.getMessage());
              }
            });
    assertThat(event(said, 1).parentBlockId()).isNull();
  }

  @Test
  void actionsOverlapAndEndInAnyOrder() {
    Transcript said =
        Piece.of(
            () -> {
              try (Progress one = action("one");
                  Progress two = action("two")) {
                one.say("still one");
                two.fail("two is out");
                one.complete();
                two.complete("too late to be well");
              }
            });
    assertThat(said.blocks(Action.class))
        .containsExactly(
            new Action("one", Status.ACTIVE),
            new Action("two", Status.ACTIVE),
            new Action("still one", Status.ACTIVE),
            new Action("two is out", Status.FAILED),
            new Action(null, Status.COMPLETE));
  }

  @Test
  void anErrorFailsTheWorkItPasses() {
    Transcript said =
        Piece.of(
            () -> {
              Progress open = action("open");
              open.say("more");
              action("lambda", step -> spinner("inner", () -> fail("broken")));
            });
    assertThat(said.exit().error().message()).isEqualTo("broken");
    assertThat(said.blocks(Spinner.class)).last().isEqualTo(new Spinner("inner", Status.FAILED));
    assertThat(said.blocks(Action.class))
        .containsExactly(
            new Action("open", Status.ACTIVE),
            new Action("more", Status.ACTIVE),
            new Action("lambda", Status.ACTIVE),
            new Action(null, Status.FAILED),
            new Action(null, Status.FAILED));
    assertThat(said.events()).last().extracting(OutputEvent::block).isInstanceOf(Exit.class);
  }

  private static void fail(String message) throws IOException {
    throw new IOException(message);
  }

  @Test
  void workThatIsDoneIsComplete() {
    Transcript said =
        Piece.of(
            () -> {
              Progress forgotten = spinner("forgotten");
              forgotten.say("until the end");
              int sum = spinner("adding", () -> 1 + 2);
              spinner("no result", () -> markdown("sum " + sum));
              action("steps", step -> step.say("one").say("two"));
            });
    assertThat(said.markdown()).containsExactly("sum 3");
    assertThat(said.blocks(Spinner.class))
        .filteredOn(spinner -> spinner.status() == Status.COMPLETE)
        .hasSize(3);
    assertThat(said.blocks(Action.class)).last().isEqualTo(new Action(null, Status.COMPLETE));
  }

  @Test
  void aSystemPromptIsForTheModel() {
    assertThat(first(Piece.of(() -> systemPrompt("Be kind."))).block())
        .isEqualTo(new SysPrompt("Be kind."));
  }

  @App
  static String inner(String name) {
    markdown("inner " + name);
    return "from " + name;
  }

  @App
  static void failing() throws IOException {
    action("failing");
    throw new IOException("inside");
  }

  @Test
  void anAppInsideHasItsOwnName() {
    String inner = "dev.yera.app.author.WordsTest.inner";
    Transcript said =
        Piece.of(
            () -> {
              markdown(runApp(WordsTest::inner, "one"));
              container(() -> markdown(runApp(WordsTest::inner, "two")));
            });
    assertThat(said.events())
        .extracting(event -> event.app().name() + " " + event.app().instanceId())
        .containsExactly(
            inner + " 0",
            "dev.yera.app.author.Piece.piece 0",
            "dev.yera.app.author.Piece.piece 0",
            inner + " 1",
            "dev.yera.app.author.Piece.piece 0",
            "dev.yera.app.author.Piece.piece 0");
    assertThat(event(said, 3).parentBlockId()).isEqualTo(event(said, 2).blockId());
  }

  @Test
  void aFailureInsideIsOneExit() {
    Transcript caught =
        Piece.of(
            () -> {
              try {
                runApp(WordsTest::failing);
              } catch (IOException expected) {
                markdown("caught " + expected.getMessage());
              }
            });
    assertThat(caught.markdown()).containsExactly("caught inside");
    assertThat(caught.blocks(Exit.class))
        .hasSize(1)
        .first()
        .extracting(Exit::exitCode)
        .isEqualTo(0);
    Transcript uncaught = Piece.of(() -> runApp(WordsTest::failing));
    assertThat(uncaught.blocks(Exit.class))
        .hasSize(1)
        .first()
        .extracting(exit -> exit.error().message())
        .isEqualTo("inside");
    assertThat(uncaught.events())
        .last()
        .extracting(last -> last.app().name())
        .isEqualTo("dev.yera.app.author.Piece.piece");
  }

  @Test
  void exitPassesFinallyBlocksAndLayouts() {
    Transcript said =
        Piece.of(
            () -> {
              try (Progress work = action("work")) {
                container(() -> exit(3, "enough"));
                work.complete();
              } finally {
                markdown("cleaned up");
              }
            });
    assertThat(said.exit()).isEqualTo(new Exit(3, "enough", "NoneType", null, null, null));
    assertThat(said.blocks(Action.class)).last().isEqualTo(new Action(null, Status.FAILED));
    assertThat(said.markdown()).containsExactly("cleaned up");
  }

  @Test
  void quitIsAGoodEndForOpenWork() {
    Transcript said = Piece.of(() -> action("work", step -> quit()));
    assertThat(said.exit()).isEqualTo(new Exit(0, "User quit", "NoneType", null, null, null));
    assertThat(said.blocks(Action.class)).last().isEqualTo(new Action(null, Status.COMPLETE));
  }

  @Test
  void anAppThatCatchesItsEndStillEnds() {
    Transcript said =
        Piece.of(
            () -> {
              try {
                exit(4);
              } catch (Throwable swallowed) {
                markdown("swallowed");
              }
              textInput("never asked");
            });
    assertThat(said.exit().exitCode()).isEqualTo(4);
    assertThat(said.exit().reason()).isEqualTo("Exit code 4");
    assertThat(said.blocks(TextInput.class)).isEmpty();
  }

  @Test
  void threadsSayWholeEventsInOrder() {
    int count = 500;
    Transcript said =
        Piece.of(
            () -> {
              List<Thread> threads = new ArrayList<>();
              for (int i = 0; i < 4; i++) {
                Thread thread = new Thread(() -> write(count));
                thread.start();
                threads.add(thread);
              }
              for (Thread thread : threads) {
                thread.join();
              }
            });
    assertThat(said.markdown()).isEqualTo(Collections.nCopies(4, "x".repeat(count)));
    Map<Object, List<Integer>> chunks = new HashMap<>();
    said.events()
        .forEach(
            event ->
                chunks
                    .computeIfAbsent(event.blockId(), id -> new ArrayList<>())
                    .add(event.chunkId()));
    assertThat(chunks.values())
        .allSatisfy(ids -> assertThat(ids).isSorted().doesNotHaveDuplicates());
  }

  private static void write(int count) {
    Prose text = markdown();
    for (int i = 0; i < count; i++) {
      text.append("x");
    }
  }

  @Test
  void aThreadOfAnOldPoolIsAtTheTopOfTheOnlyApp() throws Exception {
    ForkJoinPool older = new ForkJoinPool(1);
    older.submit(() -> "started").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Transcript said =
        Piece.of(
            () ->
                container(
                    () ->
                        older
                            .submit(() -> markdown("from the pool"))
                            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)));
    older.shutdown();
    assertThat(said.markdown()).containsExactly("from the pool");
    assertThat(event(said, 1).parentBlockId()).isNull();
  }

  @Test
  void aPoolMayServeOneAppAfterTheOther() {
    ForkJoinPool pool = new ForkJoinPool(1);
    for (String text : List.of("first", "second")) {
      Transcript said =
          Piece.of(
              () -> pool.submit(() -> markdown(text)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertThat(said.markdown()).containsExactly(text);
    }
    pool.shutdown();
  }

  @Test
  void anotherThreadMayQuit() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Transcript said =
        Piece.of(
            () -> {
              Thread other = new Thread(() -> thrown.set(catchThrowable(() -> quit())));
              other.start();
              other.join();
              markdown("too late");
            });
    assertThat(said.exit().reason()).isEqualTo("User quit");
    assertThat(said.markdown()).isEmpty();
    assertThat(thrown.get()).isInstanceOf(Error.class).hasMessage("User quit");
  }

  @Test
  void anInterruptedThreadIsToldSo() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Piece.of(
        () -> {
          Thread.currentThread().interrupt();
          thrown.set(catchThrowable(() -> textInput("Name")));
          assertThat(Thread.interrupted()).isTrue();
        });
    assertThat(thrown.get()).isInstanceOf(QuestionInterruptedException.class);
  }

  @Test
  void theTimeIsTheClocks() {
    java.time.Clock clock =
        java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC);
    Transcript said = AppRunner.of(WordsTest::inner).with("name", "x").at(clock).run();
    assertThat(said.events())
        .extracting(OutputEvent::timestamp)
        .containsOnly(java.time.Instant.EPOCH);
  }

  /** What a server would replace or refuse is refused at the call already. */
  @Test
  void nothingThatAWordSaysIsReplacedByTheServer() {
    List<Map<String, Object>> days = List.of(Map.of("day", 1), Map.of("rain", 2.5));
    Transcript said =
        Piece.of(
            () -> {
              columns(Integer.MAX_VALUE, () -> markdown(""));
              chart(days).x("day").y("rain", "teal").y("rain", "silver").bars();
              lineChart(List.of(), "day", "rain");
              table(List.of(), List.of());
              slider("One", 1, 1);
              slider("All", Integer.MIN_VALUE, Integer.MAX_VALUE);
              slider("Real", -Double.MAX_VALUE, Double.MAX_VALUE);
              slider("Small", 0.0, Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE);
              buttons("Pick", "a", "A");
              datePicker("When?", LocalDate.of(9999, 12, 31));
              form(form -> () -> "nothing");
            },
            1,
            0,
            0,
            0,
            "a",
            "2026-11-22",
            Map.of());
    assertThat(said.error()).isEmpty();
    List<String> complaints = new ArrayList<>();
    for (OutputEvent event : said.events()) {
      Map<String, Object> members = new LinkedHashMap<>();
      ((Map<?, ?>) Json.read(event.json()))
          .forEach((name, value) -> members.put((String) name, value));
      assertThat(OutputEvent.complete(members, new NothingMissing(), complaints::add).blockId())
          .isEqualTo(event.blockId());
    }
    assertThat(complaints).isEmpty();
  }

  private static final class NothingMissing implements OutputEvent.Defaults {
    @Override
    public BlockId blockId() {
      throw new AssertionError("block_id is missing");
    }

    @Override
    public int nextChunk(BlockId block) {
      throw new AssertionError("chunk_id is missing");
    }

    @Override
    public Instant timestamp() {
      throw new AssertionError("timestamp is missing");
    }

    @Override
    public AppCall app() {
      throw new AssertionError("app is missing");
    }
  }
}
