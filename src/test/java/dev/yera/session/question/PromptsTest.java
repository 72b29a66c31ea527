package dev.yera.session.question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.event.AppCall;
import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.MalformedEventException;
import dev.yera.event.json.Json;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What questions take, as an app asks them (contract, sections 10 and 11). */
class PromptsTest {
  private static final BlockId ID = new BlockId("q");

  private final OpenQuestions questions = new OpenQuestions();
  private final List<String> complaints = new ArrayList<>();

  private OutputEvent ask(String type, String data) {
    return ask("q", type, data, null);
  }

  private OutputEvent ask(String id, String type, String data, String parent) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("block_type", type);
    members.put("block_id", id);
    members.put("data", Json.read(data.replace('\'', '"')));
    members.put("parent_block_id", parent);
    OutputEvent event = OutputEvent.complete(members, new Defaults(), complaints::add);
    questions.see(event);
    return event;
  }

  private static final class Defaults implements OutputEvent.Defaults {
    @Override
    public BlockId blockId() {
      return BlockId.random();
    }

    @Override
    public int nextChunk(BlockId block) {
      return 0;
    }

    @Override
    public Instant timestamp() {
      return Instant.EPOCH;
    }

    @Override
    public AppCall app() {
      return new AppCall("a.b", 0);
    }
  }

  private OpenQuestion answer(String type, String json) {
    return answer("q", type, json);
  }

  private OpenQuestion answer(String id, String type, String json) {
    return questions.answer(
        new Interaction(new BlockId(id), Json.read(json.replace('\'', '"')), type), Map.of());
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        row("text_input", "{}", "'','a','two\\nlines'", "null,1,true,[],{}"),
        row("text_input", "{'required':true}", "'a',' a '", "null,'',' ','\\n'"),
        row("text_input", "{'required':false}", "null,'','a'", "1"),
        row("text_input", "{'max_length':3}", "'','abc'", "'abcd',null"),
        row("text_input", "{'pattern':'[a-z]+[0-9]'}", "'','ab1'", "'ab','ab1 ','AB1'"),
        row("text_input", "{'lines':5}", "'a\\nb\\nc'", "null"),
        row("number_input", "{}", "0,-1,0.5,1e308", "null,'1',true,[],1e309"),
        row("number_input", "{'min_value':1,'max_value':5}", "1,5,2.5", "0,0.99,5.01"),
        row("number_input", "{'step':0.1}", "0,0.3,-1.7,1e20", "0.05,0.31"),
        row("number_input", "{'min_value':1,'step':2}", "1,3,101", "2,0,-1,1.5"),
        row("number_input", "{'required':false}", "null,1", "''"),
        row("checkbox", "{}", "true,false", "null,'true',1"),
        row("checkbox", "{'required':false}", "null,true", "0"),
        row("select", "{'options':['a','b']}", "'a','b'", "'c',null,['a'],''"),
        row("select", "{'options':['a','b'],'required':false}", "'a',null", "'c'"),
        row(
            "select",
            "{'options':['a','b','c'],'multiple':true}",
            "[],['a'],['c','a'],['a','b','c']",
            "'a',null,['d'],['a','a'],[1]"),
        row(
            "select",
            "{'options':['a','b','c'],'multiple':true,'min_choices':1,'max_choices':2}",
            "['a'],['a','b']",
            "[],['a','b','c']"),
        row("buttons", "{'options':['a'],'required':false}", "'a',null", "'b'"),
        row("slider", "{'required':false}", "5,null", "101"),
        row("date_picker", "{'required':false}", "'2026-11-22',null", "''"));
  }

  private static Arguments row(String type, String data, String taken, String refused) {
    return Arguments.of(type, data, taken, refused);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void eachQuestionTakesWhatItSays(String type, String data, String taken, String refused) {
    for (Object each : list(refused)) {
      ask(type, data);
      assertThatThrownBy(() -> questions.answer(new Interaction(ID, each, type), Map.of()))
          .as("%s for %s", each, data)
          .isInstanceOf(BadInteractionException.class);
    }
    for (Object each : list(taken)) {
      ask(type, data);
      assertThatCode(() -> questions.answer(new Interaction(ID, each, type), Map.of()))
          .as("%s for %s", each, data)
          .doesNotThrowAnyException();
    }
    assertThat(complaints).isEmpty();
  }

  private static Arguments told(String type, String data, String answer, String reason) {
    return Arguments.of(type, data, answer, reason);
  }

  static Stream<Arguments> reasons() {
    return Stream.of(
        told("text_input", "{}", "1", "answer-is/string"),
        told("text_input", "{'max_length':3}", "'four'", "answer-is/string-up-to 3"),
        told("text_input", "{'required':true}", "' '", "answer-is/full-text"),
        told("text_input", "{'required':true,'max_length':3}", "''", "answer-is/full-text-up-to 3"),
        told("text_input", "{'pattern':'[a-z]'}", "'1'", "answer-is/text-like [a-z]"),
        told("text_input", "{'secret':true}", "1", "answer/string"),
        told("number_input", "{}", "'1'", "answer-is/number"),
        told("number_input", "{'min_value':1}", "0", "answer-is/number-from 1"),
        told("number_input", "{'max_value':1}", "2", "answer-is/number-to 1"),
        told("number_input", "{'min_value':1,'max_value':2}", "3", "answer-is/number-from-to 1 2"),
        told("number_input", "{'step':2}", "3", "answer-is/in-steps/number 2"),
        told("slider", "{}", "101", "answer-is/number-from-to 0 100"),
        told("checkbox", "{}", "1", "answer-is/true-or-false"),
        told("buttons", "{'options':['a','b']}", "'c'", "answer-is/one-of a, b"),
        told("select", "{'options':['a','b']}", "'c'", "answer-is/one-of a, b"),
        told(
            "select",
            "{'options':['a','b'],'multiple':true,'min_choices':1}",
            "[]",
            "answer-is/some-of 1"),
        told(
            "select",
            "{'options':['a','b'],'multiple':true,'max_choices':1}",
            "'c'",
            "answer-is/some-of-up-to 0 1"),
        told("date_picker", "{}", "'today'", "answer-is/date"),
        told("file_input", "{}", "'a'", "answer-is/file"),
        told("file_input", "{'multiple':true}", "[]", "answer-is/files 100"),
        told("chat_input", "{}", "''", "answer-is/message"),
        told("chat_input", "{'accept':['*/*']}", "''", "answer-is/message-with-files 100"),
        told("form", "{'status':'awaiting'}", "1", "form []"),
        told("buttons", "{'options':['form'],'label':'other'}", null, "block-type buttons form"));
  }

  /** Keys and values, without what was given. */
  private static String shown(Reason reason) {
    return reason.key().wireName()
        + reason.values().entrySet().stream()
            .filter(each -> reason.key() == ReasonKey.BLOCK_TYPE || !each.getKey().equals("given"))
            .map(
                each ->
                    each.getValue() instanceof Reason part
                        ? "/" + shown(part)
                        : " " + each.getValue())
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void aRefusalSaysWhyForAnyLanguage(String type, String data, String answer, String reason) {
    ask(type, data);
    assertThatThrownBy(() -> answer(answer == null ? "form" : type, answer == null ? "1" : answer))
        .isInstanceOfSatisfying(
            BadInteractionException.class,
            e -> {
              assertThat(e.reason().map(PromptsTest::shown)).contains(reason);
              assertThat(e).hasMessageContaining(e.reason().orElseThrow() + ".");
            });
  }

  private static List<?> list(String values) {
    return (List<?>) Json.read("[" + values.replace('\'', '"') + "]");
  }

  @Test
  void aMessageOfThePatternIsForTheUser() {
    ask("text_input", "{'pattern':'[0-9]{5}','pattern_message':'Five digits, please.'}");
    assertThatThrownBy(() -> answer("text_input", "'1234'"))
        .isInstanceOf(BadInteractionException.class)
        .hasMessage("Five digits, please.")
        .satisfies(e -> assertThat(((BadInteractionException) e).reason()).isEmpty());
  }

  /** Found by EventLinesFuzz: the user was refused without a word. */
  @Test
  void aMessageWithoutAWordCountsAsLeftOut() {
    for (String blank : List.of("", " \\t", "\\u2003\\n")) {
      complaints.clear();
      ask(
          "text_input",
          "{'pattern':'[0-9]{5}','pattern_message':'" + blank + "','error':'" + blank + "'}");
      assertThat(complaints).hasSize(2).allMatch(said -> said.contains("not blank"));
      assertThatThrownBy(() -> answer("text_input", "'1234'"))
          .isInstanceOf(BadInteractionException.class)
          .hasMessageContaining("[0-9]{5}");
    }
  }

  @Test
  void aPatternThatWouldTakeForeverElsewhereTakesNoTimeHere() {
    ask("text_input", "{'pattern':'(a+)+b'}");
    assertThatThrownBy(() -> answer("text_input", "'" + "a".repeat(9_999) + "'"))
        .isInstanceOf(BadInteractionException.class);
    assertThatThrownBy(() -> answer("text_input", "'" + "a".repeat(10_001) + "'"))
        .hasMessageContaining("at most 10000 characters");
  }

  @Test
  void aPatternThatCannotBeReadIsLeftToTheApp() {
    for (String pattern : List.of("(?=a)a", "((a{100}){100}){100}", "(", "x".repeat(2_000))) {
      assertThat(TextPattern.problem(pattern)).as(pattern).isPresent();
      ask("text_input", "{'pattern':'" + pattern + "'}");
      answer("text_input", "'anything'");
    }
    assertThat(TextPattern.problem("[a-z]{1,3}\\d{100}")).isPresent();
    assertThat(TextPattern.problem("\\p{L}{2,40}")).isEmpty();
  }

  @Test
  void aSecretIsToldToNobodyNotEvenInARefusal() {
    ask("text_input", "{'secret':true,'max_length':5,'default_value':'old'}");
    assertThat(complaints)
        .containsExactly("data.default_value is not for a secret, which is shown");
    assertThatThrownBy(() -> answer("text_input", "'swordfish'"))
        .isInstanceOf(BadInteractionException.class)
        .hasMessageNotContaining("swordfish");
    assertThat(questions.told(answer("text_input", "'sword'"), "sword")).isNull();
    ask("text_input", "{}");
    assertThat(questions.told(answer("text_input", "'sword'"), "sword")).isEqualTo("sword");
  }

  @Test
  void aSecretOfAFormIsToldToNobody() {
    ask("f", "form", "{}", null);
    ask("name", "text_input", "{}", "f");
    ask("word", "text_input", "{'secret':true}", "f");
    ask("f", "form", "{'status':'awaiting'}", null);
    Map<String, String> given = new LinkedHashMap<>(Map.of("name", "Ada", "word", "sword"));
    OpenQuestion form =
        questions.answer(new Interaction(new BlockId("f"), given, "form"), Map.of());
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", "Ada");
    told.put("word", null);
    assertThat(questions.told(form, given)).isEqualTo(told);
    assertThat(given).as("what goes to the app").containsEntry("word", "sword");
  }

  @Test
  void nullIsAnAnswerToAFormThatSaysSo() {
    ask("f", "form", "{'status':'awaiting'}", null);
    assertThatThrownBy(() -> answer("f", "form", "null"))
        .isInstanceOf(BadInteractionException.class);
    ask("f", "form", "{'status':'awaiting','required':false}", null);
    assertThat(questions.told(answer("f", "form", "null"), null)).isNull();
  }

  @Test
  void whatMakesNoSenseIsLeftOutAndReported() {
    ask("number_input", "{'min_value':5,'max_value':1,'step':0,'default_value':'x'}");
    ask("number_input", "{'min_value':5,'default_value':1}");
    ask("text_input", "{'max_length':0,'lines':'2','required':'yes'}");
    ask("select", "{'options':['a'],'multiple':true,'min_choices':3,'default_value':['b']}");
    ask("select", "{'options':['a'],'default_value':'b'}");
    ask("buttons", "{'options':['a'],'default_value':'b'}");
    ask("container", "{'steps':['a'],'step':1}");
    assertThat(complaints)
        .extracting(each -> each.substring("data.".length(), each.indexOf(' ')))
        .containsExactly(
            "min_value",
            "step",
            "default_value",
            "default_value",
            "required",
            "max_length",
            "lines",
            "min_choices",
            "default_value",
            "default_value",
            "default_value",
            "step");
    assertThatThrownBy(() -> ask("select", "{}")).isInstanceOf(MalformedEventException.class);
  }

  @Test
  void whatIsAskedAgainShowsWhatWasTypedAlsoIfThatIsWrong() {
    ask("number_input", "{'min_value':5,'default_value':1,'error':'Too few.'}");
    ask("date_picker", "{'default_date':'2026-11-22','default_value':'2026-11-23','error':'No.'}");
    assertThat(complaints).isEmpty();
  }
}
