package dev.yera.session.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.Columns;
import dev.yera.event.block.Container;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.FormStatus;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Slider;
import dev.yera.event.block.TextInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenQuestionsTest {
  private final OpenQuestions questions = new OpenQuestions();

  private void see(String id, Block block, String parent) {
    questions.see(
        new OutputEvent(
            new BlockId(id),
            block,
            Instant.EPOCH,
            0,
            new AppCall("some.app", 3),
            parent == null ? null : new BlockId(parent)));
  }

  private void see(String id, Block block) {
    see(id, block, null);
  }

  private void form(String id, FormStatus status, String parent) {
    see(id, new FormBlock(true, status), parent);
  }

  private OpenQuestion answer(String id, String type, Object value) {
    return questions.answer(new Interaction(new BlockId(id), value, type), Map.of());
  }

  private List<String> awaiting() {
    return questions.awaiting().stream().map(BlockId::value).toList();
  }

  @Test
  void promptsWaitInTheOrderTheyWereAsked() {
    assertThat(questions.isWaiting()).isFalse();
    see("c", new Container(false));
    see("b", new TextInput(null), "c");
    see("m", new Markdown("hi"));
    see("a", new Buttons(List.of("x"), null));
    assertThat(awaiting()).containsExactly("b", "a");
    assertThat(questions.isWaiting()).isTrue();
  }

  @Test
  void anAnswerBelongsToTheCallAndTheParentOfItsQuestion() {
    see("c", new Columns(2, false));
    see("a", new TextInput("?"), "c");
    OpenQuestion question = answer("a", "text_input", "hello");
    assertThat(question)
        .isEqualTo(
            new OpenQuestion(
                new BlockId("a"),
                new TextInput("?"),
                new AppCall("some.app", 3),
                new BlockId("c")));
    assertThat(awaiting()).isEmpty();
  }

  @Test
  void aBlockIsAnsweredOnceEachTimeItIsAsked() {
    see("a", new TextInput(null));
    answer("a", "text_input", "hello");
    assertRefused("a", "answered already");
    see("a", new TextInput("again?"));
    assertThat(awaiting()).containsExactly("a");
    answer("a", "text_input", "hello again");
    assertRefused("a", "answered already");
  }

  @Test
  void onlyAQuestionOfTheSameTypeAsksAgain() {
    see("a", new TextInput(null));
    answer("a", "text_input", "hello");
    see("a", new Buttons(List.of("x"), null));
    see("a", new FormBlock(true, FormStatus.AWAITING));
    assertThat(awaiting()).isEmpty();
    see("a", new TextInput(null));
    assertThat(awaiting()).containsExactly("a");
  }

  @Test
  void aFormThatIsAskedAgainTakesItsFieldsAsTheyAreNow() {
    form("f", FormStatus.OPEN, null);
    see("a", new TextInput(null), "f");
    see("b", new Slider(0L, 1L, null, null, (String) null), "f");
    form("f", FormStatus.AWAITING, null);
    answer("f", "form", Map.of("a", "x", "b", 1L));
    assertThat(awaiting()).isEmpty();
    see("b", new Slider(2L, 3L, null, null, (String) null), "f");
    assertThat(awaiting()).as("fields alone do not ask").isEmpty();
    assertThatThrownBy(() -> answer("b", "slider", 2L)).isInstanceOf(NotWaitingException.class);
    form("f", FormStatus.AWAITING, null);
    assertThat(awaiting()).containsExactly("f");
    assertThatThrownBy(() -> answer("f", "form", Map.of("a", "x", "b", 1L)))
        .isInstanceOf(BadInteractionException.class);
    answer("f", "form", Map.of("a", "x", "b", 2L));
  }

  @Test
  void whatIsAskedAfterTheEndIsNoQuestion() {
    see("a", new TextInput(null));
    questions.closeAll();
    see("a", new TextInput(null));
    see("b", new TextInput(null));
    assertThat(awaiting()).isEmpty();
  }

  private void assertRefused(String id, String why) {
    assertThatThrownBy(() -> answer(id, "text_input", "again"))
        .isInstanceOf(NotWaitingException.class)
        .hasMessageContaining(why);
  }

  @Test
  void whatIsNoQuestionIsNotWaiting() {
    see("m", new Markdown("hi"));
    see("c", new Container(false));
    for (String id : List.of("m", "c", "unknown")) {
      assertRefused(id, "no open question");
    }
  }

  @Test
  void anotherTypeIsRefusedAndTheQuestionStaysOpen() {
    see("a", new TextInput(null));
    assertThatThrownBy(() -> answer("a", "buttons", "hello"))
        .isInstanceOf(BadInteractionException.class)
        .hasMessageContaining("text_input");
    assertThat(awaiting()).containsExactly("a");
  }

  @Test
  void aPromptThatIsShownAgainIsTheSameQuestion() {
    see("a", new Buttons(List.of("x"), null));
    see("b", new TextInput(null));
    see("a", new Buttons(List.of("y"), null));
    assertThat(awaiting()).containsExactly("a", "b");
    answer("a", "buttons", "y");
  }

  @Test
  void eachTypeTakesItsOwnValues() {
    see("text", new TextInput(null));
    see("buttons", new Buttons(List.of("yes", "no"), null));
    see("slider", new Slider(1L, 2.5, null, null, (String) null));
    see("date", new DatePicker(LocalDate.EPOCH, (String) null));
    refuses("text", "text_input", 5L, null, true, List.of("a"), Map.of());
    refuses("buttons", "buttons", "maybe", "", null, 1L, List.of("yes"));
    refuses("slider", "slider", 0L, 0.99, 2.51, "2", null, true);
    refuses("date", "date_picker", "tomorrow", "2026-2-3", "2026-02-30", "20260203", null, 5L);
    refuses("date", "date_picker", "2026-02-03T10:00:00Z", " 2026-02-03", "+002026-02");
    answer("text", "text_input", "");
    answer("buttons", "buttons", "no");
    answer("slider", "slider", 2.5);
    answer("date", "date_picker", "2028-02-29");
    assertThat(awaiting()).isEmpty();
  }

  private void refuses(String id, String type, Object... values) {
    for (Object value : values) {
      assertThatThrownBy(() -> answer(id, type, value))
          .describedAs("%s for %s", value, type)
          .isInstanceOf(BadInteractionException.class);
    }
    assertThat(awaiting()).contains(id);
  }

  @Test
  void aFormWaitsWhenAllItsFieldsAreThere() {
    form("f", FormStatus.OPEN, null);
    see("a", new TextInput(null), "f");
    see("b", new Slider(0L, 1L, null, null, (String) null), "f");
    assertThat(awaiting()).isEmpty();
    form("f", FormStatus.AWAITING, null);
    assertThat(awaiting()).containsExactly("f");
    answer("f", "form", Map.of("a", "x", "b", 1L));
    assertThat(awaiting()).isEmpty();
    assertRefused("f", "answered already");
    assertRefused("a", "answered already");
  }

  @Test
  void aFieldIsNotAnsweredAlone() {
    form("f", FormStatus.OPEN, null);
    see("a", new TextInput(null), "f");
    assertRefused("a", "field of a form");
    form("f", FormStatus.AWAITING, null);
    assertRefused("a", "field of a form");
    assertThat(awaiting()).containsExactly("f");
  }

  @Test
  void aFormTakesExactlyItsFieldsAndTheirValues() {
    form("f", FormStatus.OPEN, null);
    see("a", new TextInput(null), "f");
    see("b", new Buttons(List.of("x"), null), "f");
    form("f", FormStatus.AWAITING, null);
    refuses(
        "f",
        "form",
        null,
        "text",
        List.of("x", "x"),
        Map.of(),
        Map.of("a", "x"),
        Map.of("a", "x", "b", "x", "c", "x"),
        Map.of("a", "x", "b", "y"),
        Map.of("a", 1L, "b", "x"));
    answer("f", "form", Map.of("b", "x", "a", ""));
  }

  @Test
  void aFormWithoutFieldsTakesAnEmptyObject() {
    form("f", FormStatus.AWAITING, null);
    refuses("f", "form", null, Map.of("a", 1L));
    answer("f", "form", Map.of());
  }

  @Test
  void aFieldMayStandDeepInsideItsForm() {
    form("f", FormStatus.OPEN, null);
    see("columns", new Columns(2, false), "f");
    see("container", new Container(false), "columns");
    see("a", new TextInput(null), "container");
    form("f", FormStatus.AWAITING, null);
    assertThat(awaiting()).containsExactly("f");
    answer("f", "form", Map.of("a", "x"));
  }

  @Test
  void theFieldsOfAFormInsideAFormBelongToTheOuterOne() {
    form("outer", FormStatus.OPEN, null);
    see("a", new TextInput(null), "outer");
    form("inner", FormStatus.OPEN, "outer");
    see("b", new TextInput(null), "inner");
    form("inner", FormStatus.AWAITING, "outer");
    assertThat(awaiting()).isEmpty();
    form("outer", FormStatus.AWAITING, null);
    assertThat(awaiting()).containsExactly("outer");
    refuses("outer", "form", Map.of("a", "x"), Map.of("a", "x", "inner", Map.of("b", "y")));
    answer("outer", "form", Map.of("a", "x", "b", "y"));
  }

  @Test
  void aCircleOfParentsIsNoForm() {
    see("x", new Container(false), "y");
    see("y", new Container(false), "x");
    see("a", new TextInput(null), "x");
    assertThat(awaiting()).containsExactly("a");
  }

  @Test
  void atTheEndNothingWaits() {
    see("a", new TextInput(null));
    form("f", FormStatus.AWAITING, null);
    questions.closeAll();
    assertThat(questions.isWaiting()).isFalse();
    see("a", new TextInput(null));
    assertThat(awaiting()).isEmpty();
  }
}
