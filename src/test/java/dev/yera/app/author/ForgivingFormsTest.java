package dev.yera.app.author;

import static dev.yera.app.Yera.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yera.app.App;
import dev.yera.app.Ask;
import dev.yera.app.Work;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.Container;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.ProgressBar;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.Status;
import dev.yera.event.block.TextInput;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions that say what is wrong and keep what was typed (contract, section 11). */
class ForgivingFormsTest {
  private static final LocalDate EVE = LocalDate.of(2026, 12, 24);

  private static List<String> errors(Transcript said) {
    List<String> errors = new ArrayList<>();
    for (OutputEvent event : said.events()) {
      Object error = event.block().members().get("error");
      errors.add(error == null ? "-" : (String) error);
    }
    return errors;
  }

  private static List<Object> defaults(Transcript said) {
    List<Object> defaults = new ArrayList<>();
    for (OutputEvent event : said.events()) {
      if (event.block() instanceof Prompt) {
        defaults.add(event.block().members().get("default_value"));
      }
    }
    return defaults;
  }

  @Test
  void aQuestionIsAskedAgainInItsPlaceUntilItsAnswerPasses() {
    List<String> given = new ArrayList<>();
    Transcript said =
        Piece.of(
            () ->
                given.add(
                    textInput(
                        "Word",
                        q ->
                            q.validate(word -> word.length() > 2, "Longer.")
                                .validate(word -> word.startsWith("a"), "Begin with a."))),
            "b",
            "bcd",
            "abc");
    assertThat(given).containsExactly("abc");
    assertThat(errors(said)).containsExactly("-", "Longer.", "Begin with a.", "-");
    assertThat(defaults(said)).containsExactly(null, "b", "bcd");
    assertThat(said.events().subList(0, 3))
        .extracting(OutputEvent::chunkId)
        .containsExactly(0, 1, 2);
    assertThat(said.events().subList(0, 3))
        .extracting(OutputEvent::blockId)
        .containsOnly(said.events().get(0).blockId());
  }

  @Test
  void everyKindOfQuestionCanBeAskedAgain() {
    List<Object> given = new ArrayList<>();
    List<DayOfWeek> days = List.of(DayOfWeek.values());
    Transcript said =
        Piece.of(
            () -> {
              given.add(numberInput("n", 1, 9, q -> q.validate(n -> n > 5, "no")));
              given.add(numberInput("x", 0.0, 1.0, q -> q.validate(x -> x > 0.5, "no")));
              given.add(slider("s", 1, 9, q -> q.validate(n -> n > 5, "no")));
              given.add(checkbox("c", q -> q.validate(yes -> yes, "no")));
              given.add(select("d", days, q -> q.validate(d -> d.getValue() > 5, "no")));
              given.add(buttons("b", days, q -> q.validate(d -> d.getValue() > 5, "no")));
              given.add(selectMany("m", days, q -> q.validate(d -> d.size() > 1, "no")));
              given.add(datePicker("t", q -> q.validate(d -> d.isAfter(EVE), "no")));
            },
            2,
            7,
            0.25,
            0.75,
            3,
            8,
            false,
            true,
            "MONDAY",
            "SUNDAY",
            "MONDAY",
            "SUNDAY",
            List.of("MONDAY"),
            List.of("MONDAY", "SUNDAY"),
            EVE,
            EVE.plusDays(1));
    assertThat(given)
        .containsExactly(
            7,
            0.75,
            8,
            true,
            DayOfWeek.SUNDAY,
            DayOfWeek.SUNDAY,
            List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
            EVE.plusDays(1));
    assertThat(errors(said).stream().filter("no"::equals)).hasSize(8);
    assertThat(defaults(said))
        .map(String::valueOf)
        .contains("2", "0.25", "3", "false", "MONDAY", "[MONDAY]", "2026-12-24");
  }

  @Test
  void aFormThatIsWrongKeepsWhatWasEnteredInAllItsFields() {
    List<String> given = new ArrayList<>();
    Transcript said =
        Piece.of(
            () ->
                given.add(
                    form(
                        form -> {
                          var name = form.textInput("Name", q -> q.required());
                          var mail = form.textInput("E-mail", q -> q.email());
                          var from = form.datePicker("From", EVE);
                          var to = form.datePicker("To", EVE);
                          form.validate(
                              () -> !to.get().isBefore(from.get()), "Ends before it begins.", to);
                          form.validate(() -> !name.get().equals(mail.get()), "Twice the same.");
                          return () -> name.get() + " " + mail.get();
                        })),
            Map.of("Name", "Ada", "E-mail", "ada", "From", EVE, "To", EVE.minusDays(1)),
            Map.of("Name", "a@b.c", "E-mail", "a@b.c", "From", EVE, "To", EVE.minusDays(1)),
            Map.of("Name", "Ada", "E-mail", "a@b.c", "From", EVE, "To", EVE));
    assertThat(given).containsExactly("Ada a@b.c");
    List<Block> blocks = said.events().stream().map(OutputEvent::block).toList();
    assertThat(errors(said))
        .containsSubsequence(
            "This is no e-mail address, like ada@example.org.", "Ends before it begins.");
    assertThat(
            blocks.stream().filter(FormBlock.class::isInstance).map(b -> ((FormBlock) b).error()))
        .containsExactly(null, null, null, "Twice the same.");
    assertThat(defaults(said)).contains("Ada", "ada", "a@b.c");
    assertThat(said.events().stream().map(OutputEvent::blockId).distinct())
        .as("nothing is asked anew")
        .hasSize(6);
  }

  @Test
  void whatIsOptionalMayBeNull() {
    List<Object> given = new ArrayList<>();
    Piece.of(
        () -> {
          given.add(textInput("Name", q -> q.optional().validate(n -> n.length() > 2, "no")));
          given.add(numberInput("Age", 0, 150, Ask::optional));
          given.add(datePicker("Day", Ask::optional));
        },
        null,
        null,
        null);
    assertThat(given).containsExactly(null, null, null);
  }

  @Test
  void aLineOfAChatIsNotEmpty() {
    assertThatThrownBy(() -> Piece.of(() -> chat().iterator().next(), " "))
        .hasMessageContaining("a text that is not empty");
  }

  @Test
  void defaultsAreShown() {
    Transcript said =
        Piece.of(
            () -> {
              textInput(
                  "Name", q -> q.first("Ada").placeholder("p").maxLength(9).lines(3).help("h"));
              numberInput("n", 1, 9, q -> q.first(3));
            },
            "Grace");
    assertThat(said.blocks(TextInput.class).get(0).members())
        .containsEntry("default_value", "Ada")
        .containsEntry("placeholder", "p")
        .containsEntry("max_length", 9)
        .containsEntry("lines", 3)
        .containsEntry("help", "h");
    assertThat(said.blocks(NumberInput.class).get(0).defaultValue()).isEqualTo(3L);
  }

  private record Account(long number, double factor) {}

  @Test
  void aWholeNumberKeepsAllItsDigits() {
    Account account = new Account(Long.MAX_VALUE, Double.NaN);
    List<Account> left = new ArrayList<>();
    Transcript said =
        Piece.of(
            () -> {
              left.add(confirm(account));
              left.add(confirm(account));
            },
            Map.of("Number", Long.MAX_VALUE, "Factor", 0.5),
            Map.of("Number", Long.MIN_VALUE + 1, "Factor", 0.5));
    assertThat(left)
        .extracting(Account::number)
        .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE + 1);
    assertThat(said.blocks(NumberInput.class).get(0).defaultValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(said.blocks(NumberInput.class).get(1).defaultValue()).isNull();
  }

  @Test
  void whatIsSaidWronglyNamesTheWord() {
    for (Work<Exception> wrong :
        List.<Work<Exception>>of(
            () -> textInput("x", q -> q.maxLength(0)),
            () -> textInput("x", q -> q.lines(0)),
            () -> textInput("x", q -> q.pattern("(", "m")),
            () -> textInput("x", q -> q.secret().first("s")),
            () -> numberInput("x", 5, 1),
            () -> numberInput("x", 1, 5, q -> q.first(9)),
            () -> numberInput("x", 1.0, 5.0, q -> q.first(9.0)),
            () -> select("x", List.of()),
            () -> select("x", List.of("a"), q -> q.first("b")),
            () -> selectMany("x", List.of("a"), q -> q.atLeast(2)),
            () -> progress("x").at(1.5),
            () -> action("x").at(0.5),
            () -> steps(steps -> () -> "none"))) {
      Transcript said = Piece.of(wrong);
      assertThat(said.error().orElseThrow())
          .hasMessageContaining("ForgivingFormsTest.java:")
          .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class);
    }
  }

  @Test
  void aBarIsRedrawn() {
    Transcript said =
        Piece.of(
            () ->
                progress(
                    "Importing",
                    bar -> {
                      bar.at(0.49, "Row 49");
                      bar.at(0.5);
                    }));
    assertThat(said.blocks(ProgressBar.class))
        .containsExactly(
            new ProgressBar(null, "Importing", Status.ACTIVE),
            new ProgressBar(0.49, "Row 49", Status.ACTIVE),
            new ProgressBar(0.5, "Row 49", Status.ACTIVE),
            new ProgressBar(0.5, "Row 49", Status.COMPLETE));
    assertThat(said.events().stream().map(OutputEvent::blockId).distinct()).hasSize(2);
  }

  // Steps

  @App
  static void trip() {
    String trip =
        steps(
            steps -> {
              var who = steps.step("Who", form -> form.textInput("Name", q -> q.required()));
              var nights =
                  steps.step(
                      "How long",
                      form -> {
                        markdown("Welcome, " + who.get() + "!");
                        var n = form.numberInput("Nights", 1, 9);
                        form.validate(() -> n.get() != 7, "Not seven.", n);
                        return n;
                      });
              var sure = steps.step("Sure?", form -> form.checkbox("All is right"));
              return () -> who.get() + " " + nights.get() + " " + sure.get();
            });
    markdown(trip);
  }

  private static List<Integer> shown(Transcript said) {
    return said.blocks(Container.class).stream().map(Container::step).toList();
  }

  @Test
  void stepsGoForthAndBackAndKeepWhatWasEntered() {
    Transcript said =
        AppRunner.of(ForgivingFormsTest::trip)
            .answer(Map.of("Name", "Ada"))
            .answer(Map.of("Nights", 7))
            .answer(Map.of("Nights", 3))
            .back()
            .back()
            .answer(Map.of("Name", "Ada"))
            .answer(Map.of("Nights", 3))
            .answer(Map.of("All is right", true))
            .run();
    assertThat(said.markdown()).containsExactly("Welcome, Ada!", "Ada 3 true");
    assertThat(shown(said)).containsExactly(0, 1, 2, 1, 0, 1, 2, null);
    assertThat(errors(said)).contains("Not seven.");
    assertThat(defaults(said)).map(String::valueOf).contains("Ada", "3");
    assertThat(said.events().stream().map(OutputEvent::blockId).distinct().count())
        .as("container, three forms with a field each, two texts, exit")
        .isEqualTo(10);
  }

  @Test
  void aStepAfterOneThatWasChangedIsFilledAnewWithWhatWasEntered() {
    Transcript said =
        AppRunner.of(ForgivingFormsTest::trip)
            .answer(Map.of("Name", "Ada"))
            .answer(Map.of("Nights", 3))
            .back()
            .back()
            .answer(Map.of("Name", "Grace"))
            .answer(Map.of("Nights", 4))
            .answer(Map.of("All is right", false))
            .run();
    assertThat(said.markdown())
        .containsExactly("Welcome, Ada!", "Welcome, Grace!", "Grace 4 false");
    assertThat(said.blocks(NumberInput.class))
        .extracting(each -> String.valueOf(each.defaultValue()))
        .contains("3");
  }

  @Test
  void theFirstStepHasNoWayBack() {
    Throwable refused = catchThrowable(() -> AppRunner.of(ForgivingFormsTest::trip).back().run());
    assertThat(refused).isInstanceOf(AssertionError.class);
  }
}
