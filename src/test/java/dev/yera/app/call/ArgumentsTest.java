package dev.yera.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  private static final ParameterType INT = ParameterType.of(ParameterType.Scalar.INT);
  private static final ParameterType STR = ParameterType.of(ParameterType.Scalar.STR);

  private static final List<Parameter> PARAMS =
      List.of(
          Parameter.required("n", "", INT),
          Parameter.required("name", "", STR),
          new Parameter("times", "", INT, true, 3L),
          new Parameter("note", "", STR, true, null));

  private static Arguments bind(List<?> args, Map<String, ?> kwargs) {
    return Arguments.bind(PARAMS, args, kwargs);
  }

  private static void assertRefused(
      List<?> args, Map<String, ?> kwargs, String parameter, String problem) {
    assertThatThrownBy(() -> bind(args, kwargs))
        .isInstanceOfSatisfying(
            UnfitArgumentException.class, e -> assertThat(e.parameter()).isEqualTo(parameter))
        .hasMessageContaining(problem);
  }

  @Test
  void positionalArgumentsAreBoundInTheOrderOfTheParameters() {
    Arguments bound = bind(List.of("5", "Ann", 7L, "x"), Map.of());
    assertThat(bound.args()).isEmpty();
    assertThat(bound.kwargs().keySet()).containsExactly("n", "name", "times", "note");
    assertThat(bound.kwargs()).isEqualTo(Map.of("n", 5L, "name", "Ann", "times", 7L, "note", "x"));
  }

  @Test
  void theProcessGetsEveryParameterInOrder() {
    Arguments bound = bind(List.of(), Map.of("name", "Ann", "n", 5L));
    assertThat(bound.kwargs().keySet()).containsExactly("n", "name", "times", "note");
    assertThat(bound.kwargs().get("times")).isEqualTo(3L);
    assertThat(bound.kwargs().get("note")).isNull();
  }

  @Test
  void placesAndNamesMayBeMixed() {
    assertThat(bind(List.of(1L), Map.of("name", "Ann", "times", "9")).kwargs().get("times"))
        .isEqualTo(9L);
  }

  @Test
  void whatIsMissingIsNamed() {
    assertRefused(List.of(), Map.of("name", "Ann"), "n", "missing, and must be int");
    assertRefused(List.of(1L), Map.of("times", 2L), "name", "missing, and must be str");
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertRefused(List.of(5.5, "Ann"), Map.of(), "n", "5.5 is not a whole number");
    assertRefused(List.of(5L, "Ann"), Map.of("times", "x"), "times", "\"x\" is not a whole number");
  }

  @Test
  void whatIsGivenTwiceIsNamed() {
    assertRefused(List.of(5L), Map.of("n", 5L, "name", "Ann"), "n", "twice");
  }

  @Test
  void whatThereIsNotIsNamed() {
    assertRefused(List.of(5L, "Ann"), Map.of("nmae", "x"), "nmae", "no such parameter");
    assertRefused(List.of(1L, "a", 3L, "b", 5L), Map.of(), "args", "there are 5, the app takes 4");
  }

  @Test
  void nullIsOnlyForWhatIsNullByDefault() {
    assertThat(bind(Arrays.asList(1L, "a", 2L, null), Map.of()).kwargs().get("note")).isNull();
    assertRefused(
        List.of(1L, "a"), Collections.singletonMap("times", null), "times", "null is not");
    assertRefused(Arrays.asList(null, "a"), Map.of(), "n", "null is not");
  }

  @Test
  void withParamsOfNoneNothingIsTaken() {
    assertThat(Arguments.bind(List.of(), List.of(), Map.of()).kwargs()).isEmpty();
    assertThatThrownBy(() -> Arguments.bind(List.of(), List.of(1L), Map.of()))
        .isInstanceOf(UnfitArgumentException.class);
    assertThatThrownBy(() -> Arguments.bind(List.of(), List.of(), Map.of("a", 1L)))
        .isInstanceOf(UnfitArgumentException.class);
  }
}
