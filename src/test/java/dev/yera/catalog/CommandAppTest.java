package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.app.call.Arguments;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may put on a command line (contract, section 7). */
class CommandAppTest {
  private static CommandApp app(String members) {
    String json = "{'identifier':'x','command':['sort'],%s}".formatted(members).replace('\'', '"');
    return Description.read(
        Path.of("/apps/x.app.json"), json.getBytes(StandardCharsets.UTF_8), "here");
  }

  private static final String PARAMS =
      "'params':[{'name':'file','type':'str'},{'name':'n','type':'int','default_value':5},"
          + "{'name':'flags','type':'list[str]','default_value':[]}]";

  @Test
  void aRefusalSaysWhyForAnyLanguage() {
    CommandApp app =
        app(
            "'protocol':'text','params':[{'name':'n','type':'int'},"
                + "{'name':'days','type':'list[date]','default_value':[]}]");
    assertThatThrownBy(() -> app.bind(List.of(5.5), Map.of()))
        .isInstanceOfSatisfying(
            BadArgumentsException.class,
            e -> {
              assertThat(e).hasMessage("n: 5.5 is not a whole number");
              assertThat(e.reason())
                  .isEqualTo(ReasonKey.MISFIT.with("5.5", ReasonKey.WHOLE_NUMBER.with()));
            });
    assertReason(app, List.of(), Map.of(), ReasonKey.MISSING.with("int"));
    assertReason(app, List.of(1, "[]", 2), Map.of(), ReasonKey.TOO_MANY.with(3, 2));
    assertReason(app, List.of(1), Map.of("n", 1), ReasonKey.TWICE.with());
    assertReason(app, List.of(1), Map.of("m", 1), ReasonKey.OTHER_PARAMETERS.with("n, days"));
    assertReason(app, List.of(-1), Map.of(), ReasonKey.OPTION.with());
    Reason days = ReasonKey.LIST_OF.with(ReasonKey.DATE.with());
    assertReason(app, List.of(1, "x"), Map.of(), ReasonKey.MISFIT.with("\"x\"", days));
    CommandApp bare = app("'protocol':'text'");
    assertReason(bare, List.of(), Map.of("m", 1), ReasonKey.NO_PARAMETERS.with());
    CommandApp any = app("'protocol':'events'");
    assertReason(any, List.of("\0"), Map.of(), ReasonKey.NUL.with());
  }

  private static void assertReason(
      CommandApp app, List<?> args, Map<String, ?> kwargs, Reason reason) {
    assertThatThrownBy(() -> app.bind(args, kwargs))
        .isInstanceOfSatisfying(
            BadArgumentsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void assertRefused(
      CommandApp app, List<?> args, Map<String, ?> kwargs, String parameter, String problem) {
    assertThatThrownBy(() -> app.bind(args, kwargs))
        .isInstanceOfSatisfying(
            BadArgumentsException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
        .hasMessageContaining(problem);
  }

  @Test
  void theWordsAreTheArgumentsInTheOrderOfTheParameters() {
    CommandApp app = app("'protocol':'text'," + PARAMS);
    Arguments bound = app.bind(List.of("two words"), Map.of("flags", List.of("--a", "-b")));
    assertThat(words(app, bound)).containsExactly("two words", "5", "[\"--a\",\"-b\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "--", "-o", "--output=/tmp/x", "-\n", "--files0-from=/etc/passwd"})
  void anOptionOfTheCallersIsRefused(String option) {
    CommandApp app = app("'protocol':'text'," + PARAMS);
    assertRefused(app, List.of(option), Map.of(), "file", "begins with \"-\"");
    assertRefused(app, List.of(), Map.of("file", option), "file", "begins with \"-\"");
    CommandApp offered = app("'protocol':'text','options':true," + PARAMS);
    assertThat(words(offered, offered.bind(List.of(option), Map.of()))).startsWith(option);
    CommandApp refused = app("'protocol':'text','options':false," + PARAMS);
    assertRefused(refused, List.of(option), Map.of(), "file", "begins with \"-\"");
  }

  @Test
  void aNumberBelowZeroLooksLikeAnOptionToAProgram() {
    CommandApp app = app("'protocol':'text'," + PARAMS);
    assertRefused(app, List.of("x", -5L), Map.of(), "n", "begins with \"-\"");
  }

  @Test
  void withoutParamsATextAppTakesNothing() {
    for (String params : List.of("", ",'params':[]", ",'params':null,'options':true")) {
      CommandApp app = app("'protocol':'text'" + params);
      assertThat(words(app, app.bind(List.of(), Map.of()))).isEmpty();
      assertRefused(app, List.of("x"), Map.of(), "args", "the app takes 0");
      assertRefused(app, List.of(), Map.of("x", 1L), "x", "no such parameter");
    }
  }

  @Test
  void anAppOfEventsTakesOptionsAndWhateverThereIs() {
    CommandApp app = app("'protocol':'events'");
    Arguments bound = app.bind(List.of("--x"), Map.of("a", List.of("-b")));
    assertThat(bound).isEqualTo(new Arguments(List.of("--x"), Map.of("a", List.of("-b"))));
  }

  @Test
  void aNulCharacterIsRefusedWhereverItIs() {
    for (String protocol : List.of("'protocol':'events'", "'protocol':'text','options':true")) {
      CommandApp app = app(protocol + "," + PARAMS);
      assertRefused(app, List.of("a\0"), Map.of(), "file", "NUL");
      assertRefused(app, List.of("a", 1L, List.of("b", "\0")), Map.of(), "flags", "NUL");
    }
    CommandApp any = app("'protocol':'events'");
    assertRefused(any, List.of(1L, List.of(Map.of("a", "b\0"))), Map.of(), "args", "NUL");
    assertRefused(any, List.of(), Map.of("x", Map.of("a\0", 1L)), "x", "NUL");
    assertRefused(any, List.of(), Map.of("x\0", 1L), "kwargs", "NUL");
  }

  @Test
  void optionsIsTrueOrFalse() {
    assertThatThrownBy(() -> app("'options':'yes'"))
        .isInstanceOf(BrokenAppException.class)
        .hasMessageContaining("options must be true or false");
  }

  /** What is appended to the command. */
  private static List<String> words(CommandApp app, Arguments bound) {
    List<String> all = ((Program.Command) app.program(bound)).words();
    return all.subList(app.command().size(), all.size());
  }
}
