package dev.yera.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Action;
import dev.yera.event.block.BlockType;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.Status;
import dev.yera.event.block.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each example, run to its end. */
class ExamplesTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "dev", "yera", "examples", "gallery.jsonl");

  @Test
  void echoSaysExactlyWhatItHears() {
    Transcript said =
        AppRunner.of(Echo::echo).answer(" *hi* \\").answer("/quit?").answer("/quit").run();
    assertThat(said.markdown()).containsExactly(" *hi* \\", "/quit?");
    assertThat(said.exit().exitCode()).isZero();
  }

  @Test
  void theChatbotTalksUntilToldToQuit() {
    Transcript said = AppRunner.of(Chatbot::chatbot).answer("hello").answer("/quit now").run();
    assertThat(said.markdown()).hasSize(3).element(1).asString().contains("**hello**");
    assertThat(said.exit().exitCode()).isZero();
  }

  @Test
  void aBurstIsOneBlock() {
    Transcript said = AppRunner.of(Burst::burst).with("n", 3).with("size", 4).run();
    assertThat(said.markdown()).containsExactly("x".repeat(12));
    assertThat(said.events()).hasSize(4);
    assertThat(AppRunner.of(Burst::burst).run().markdown()).containsExactly("x".repeat(200_000));
  }

  @Test
  void theWeatherIsShownUntilNobodyWantsMore() {
    Map<String, Object> look = Map.of("Since", 2015, "Measure", "High (°C)");
    Map<String, Object> all = Map.of("Since", 2012, "Measure", "Rain (mm)");
    Transcript said =
        AppRunner.of(Weather::explore)
            .answer(look)
            .answer("Another look?", "Yes")
            .answer(all)
            .answer("Another look?", "No")
            .run();
    assertThat(said.exit().exitCode()).isZero();
    List<LineChart> charts = said.blocks(LineChart.class);
    assertThat(charts).extracting(chart -> chart.data().size()).containsExactly(12, 48);
    assertThat(charts.get(0).data().get(0)).isEqualTo(Map.of("month", "2015-01", "mean", 10.2));
    assertThat(said.blocks(Table.class).get(1).rows()).hasSize(48);
  }

  @Test
  void aLongTaskIsDone() {
    Transcript said = AppRunner.of(LongTask::run).with("seconds", 1).run();
    assertThat(said.exit().exitCode()).isZero();
    assertThat(said.blocks(Action.class))
        .filteredOn(action -> action.status() == Status.COMPLETE)
        .hasSize(2);
  }

  @Test
  void aLongTaskMayFailHalfway() {
    Transcript said = AppRunner.of(LongTask::run).with("seconds", 0).with("fail", true).run();
    assertThat(said.exit().error().message()).isEqualTo("The parts do not fit together.");
    assertThat(said.blocks(Action.class))
        .extracting(Action::status)
        .containsExactly(Status.ACTIVE, Status.ACTIVE, Status.COMPLETE, Status.FAILED);
  }

  @Test
  void aBookingIsAskedForUntilItMakesSense() {
    LocalDate soon = LocalDate.of(2026, 11, 23);
    Transcript said =
        AppRunner.of(Booking::book)
            .at(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC))
            .answer(stay("Ada", LocalDate.of(2020, 1, 1)))
            .answer(stay("Ada", soon))
            .run();
    assertThat(said.markdown())
        .containsExactly(
            "# The small hotel\nWhen may we expect you?", "See you on " + soon + ", Ada!");
    assertThat(said.blocks(DatePicker.class))
        .extracting(each -> each.asked().error())
        .containsExactly(null, "That day is over.");
    assertThat(said.blocks(Table.class).get(0).rows())
        .isEqualTo(List.of(List.of("Ada", soon.toString(), 2, "SUITE")));
  }

  private static Map<String, Object> stay(String guest, LocalDate arrival) {
    return Map.of("Your name", guest, "Arrival", arrival, "Nights", 2, "Room", "SUITE");
  }

  @Test
  void theGalleryIsWhatItWas() throws IOException {
    Transcript said =
        AppRunner.of(Gallery::gallery)
            .at(Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC))
            .answer("Your name?", "Ada")
            .answer("Which size?", "LARGE")
            .answer("Sugar?", 0.25)
            .answer("Which day?", LocalDate.of(2026, 12, 31))
            .answer(Map.of("What?", "Tea", "Cups?", 2))
            .run();
    List<String> lines =
        said.events().stream()
            .map(OutputEvent::json)
            .map(json -> new String(json, StandardCharsets.UTF_8))
            .toList();
    assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
  }

  @Test
  void theSecondGalleryShowsAndAsksWhatTheFirstDoesNot() throws IOException {
    Transcript said =
        AppRunner.of(MoreGallery::gallery)
            .answer("How many people?", 3)
            .answer("Which cake?", "Plum")
            .answer("Which drinks?", List.of("Tea"))
            .answer("Are you sure?", true)
            .answer("A picture?", null)
            .answer("Good morning")
            .run();
    assertThat(said.exit().error()).isNull();
    assertThat(said.exit().exitCode()).isZero();
    assertThat(said.markdown()).endsWith("Good morning", "3, Plum, [Tea], true, 0");
    Stream<String> inTheFirst =
        Pattern.compile("\"block_type\":\"([a-z_]+)\"")
            .matcher(Files.readString(GOLDEN))
            .results()
            .map(found -> found.group(1));
    Set<String> inBoth =
        Stream.concat(inTheFirst, said.events().stream().map(event -> event.block().blockType()))
            .collect(Collectors.toSet());
    Set<String> all =
        Stream.of(BlockType.values()).map(BlockType::wireName).collect(Collectors.toSet());
    // What the server says; and terminals, which no Java app has.
    all.removeAll(Set.of("start", "answer", "interrupt", "feedback", "terminal"));
    assertThat(inBoth).containsAll(all);
  }

  @Test
  void everyExampleIsShortEnoughToCopy() throws IOException {
    try (Stream<Path> files =
        Files.walk(Path.of("src", "main", "java", "dev", "yera", "examples"))) {
      assertThat(files.filter(Files::isRegularFile).toList())
          .hasSizeGreaterThan(6)
          .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(60));
    }
  }
}
