package dev.yera.event.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.yera.catalog.AppFault;
import dev.yera.event.json.Json;
import org.junit.jupiter.api.Test;

/** Why something does not fit, as a sentence and as JSON. */
class ReasonTest {
  private final Reason range = ReasonKey.NUMBER_FROM_TO.with(1L, Long.MAX_VALUE);

  @Test
  void itIsASentenceInEnglish() {
    assertThat(ReasonKey.IN_STEPS.with(range, 2))
        .hasToString("a number from 1 to 9223372036854775807 in steps of 2");
    assertThat(ReasonKey.ANSWER_IS.with(range, "{expected} $1 \\"))
        .as("what somebody wrote is not looked at")
        .hasToString("must be " + range + ", but it is {expected} $1 \\");
  }

  /** A page would round long numbers. */
  @Test
  void itHasItsKeyAndItsValuesAsTextsInJson() {
    assertThat(Json.text(ReasonKey.ANSWER_IS.with(range, null).members()))
        .isEqualTo(
            "{'key':'answer-is','values':{'expected':{'key':'number-from-to',".replace('\'', '"')
                + "'values':{'low':'1','high':'9223372036854775807'}},'given':'null'}}"
                    .replace('\'', '"'));
    assertThat(Json.text(ReasonKey.NUL.with().members()))
        .isEqualTo("{\"key\":\"nul\",\"values\":{}}");
  }

  /** A refusal is short whatever was sent, and its sentence has more of it already. */
  @Test
  void aLongTextIsCutInJsonBetweenCharacters() {
    String given = "x".repeat(Reason.LONGEST - 2) + "\ud83d\ude00 and more";
    assertThat(ReasonKey.ANSWER_IS.with(range, given).members())
        .extracting("values", MAP)
        .containsEntry("given", "x".repeat(Reason.LONGEST - 2) + "…");
    assertThat(ReasonKey.ANSWER_IS.with(range, given).members(Integer.MAX_VALUE))
        .extracting("values", MAP)
        .containsEntry("given", given);
  }

  @Test
  void eachGapHasItsValue() {
    assertThatThrownBy(() -> ReasonKey.DATE.with("x")).hasMessageContaining("gaps");
    assertThatThrownBy(() -> ReasonKey.ANSWER.with()).hasMessageContaining("expected");
    assertThat(AppFault.OTHER_JAVA.with(17, 21))
        .as("a gap that is there twice")
        .hasToString("it wants Java 17 (write 17+ for newer), and this server runs on 21");
  }
}
