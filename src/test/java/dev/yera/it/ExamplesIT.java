package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each example that asks or shows more than text, in the server, from its start to its end. */
class ExamplesIT extends ClientTest {
  /** Answers whatever is asked, in turn: a value, or for a form its values by label. */
  private SseClient run(String app, Map<String, ?> kwargs, Object... answers) {
    String id = server.create(app, kwargs);
    SseClient stream = server.stream(id);
    Set<String> answered = new HashSet<>();
    for (Object answer : answers) {
      await().until(() -> !open(id, answered).isEmpty());
      String block = open(id, answered).get(0);
      SseClient.Event question = stream.awaitEvent(e -> block.equals(e.block()));
      Object value = answer instanceof Map<?, ?> byLabel ? fields(stream, block, byLabel) : answer;
      Server.Answer taken = server.answer(id, block, question.type(), value);
      assertThat(taken.status()).as(taken.text()).isEqualTo(202);
      answered.add(block);
    }
    stream.awaitEnd();
    assertThat(stream.holes()).isZero();
    return stream;
  }

  private List<String> open(String id, Set<String> answered) {
    return ((List<?>) server.state(id).get("awaiting"))
        .stream().map(String.class::cast).filter(block -> !answered.contains(block)).toList();
  }

  private static Map<String, Object> fields(SseClient stream, String form, Map<?, ?> byLabel) {
    Map<String, Object> values = new LinkedHashMap<>();
    stream.events().stream()
        .filter(event -> form.equals(event.json().get("parent_block_id")))
        .forEach(field -> values.put(field.block(), byLabel.get(field.data().get("label"))));
    assertThat(values).hasSize(byLabel.size());
    return values;
  }

  private static List<String> types(SseClient stream) {
    return stream.events().stream().map(SseClient.Event::type).toList();
  }

  private static void completed(SseClient stream) {
    assertThat(stream.awaitExit())
        .containsEntry("exit_code", 0L)
        .containsEntry("reason", "Yera program completed successfully.");
  }

  @Test
  void theGalleryShowsEverything() {
    SseClient stream =
        run(
            "dev.yera.examples.Gallery.gallery",
            Map.of(),
            "Ada",
            "LARGE",
            0.25,
            "2026-12-31",
            Map.of("What?", "Tea", "Cups?", 2));
    completed(stream);
    assertThat(stream.awaitExit()).containsEntry("return_value", "rain");
    assertThat(types(stream))
        .contains("text", "table", "bar_chart", "line_chart", "columns", "container", "form")
        .contains("slider", "date_picker", "buttons", "action", "spinner", "sys_prompt");
    assertThat(stream.events())
        .anyMatch(e -> "Ada, LARGE, 0.25, 2026-12-31: 2 × Tea".equals(e.data().get("content")));
  }

  @Test
  void theWeatherIsShownAgainUntilNobodyWantsMore() {
    SseClient stream =
        run(
            "dev.yera.examples.Weather.explore",
            Map.of(),
            Map.of("Since", 2015, "Measure", "High (°C)"),
            "Yes",
            Map.of("Since", 2012, "Measure", "Rain (mm)"),
            "No");
    completed(stream);
    assertThat(types(stream)).filteredOn("line_chart"::equals).hasSize(2);
  }

  @Test
  void aLongTaskIsDoneOrFails() {
    completed(run("dev.yera.examples.LongTask.run", Map.of("seconds", 1)));
    SseClient failed = run("dev.yera.examples.LongTask.run", Map.of("seconds", 0, "fail", true));
    assertThat(failed.awaitExit())
        .containsEntry("exit_code", 1L)
        .containsEntry("reason", "The parts do not fit together.");
  }

  @Test
  void aBookingIsARecord() {
    String soon = LocalDate.now(ZoneId.systemDefault()).plusDays(2).toString();
    SseClient stream = run("dev.yera.examples.Booking.book", Map.of(), stay("Ada", soon));
    completed(stream);
    assertThat(stream.events())
        .anyMatch(e -> ("See you on " + soon + ", Ada!").equals(e.data().get("content")));
  }

  private static Map<String, Object> stay(String guest, String arrival) {
    return Map.of("Your name", guest, "Arrival", arrival, "Nights", 2, "Room", "SUITE");
  }

  @Test
  void theQuizOfASingleFileCountsWhatYouKnew() {
    SseClient stream = run("Quiz.quiz", Map.of("questions", 2), "Jupiter", "54");
    completed(stream);
    assertThat(stream.awaitExit()).containsEntry("return_value", "1 of 2");
  }
}
