package dev.yera.app.author;

import static dev.yera.app.Yera.approve;
import static dev.yera.app.Yera.confirm;
import static dev.yera.app.Yera.markdown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.app.Approval;
import dev.yera.app.local.Transcript;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.Select;
import dev.yera.event.block.TextInput;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that a user confirms and corrects, and what they approve. */
class RecordFormTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 29);

  private enum Way {
    TRAIN,
    SHIP
  }

  private record Booking(
      String fullName,
      LocalDate day,
      int seats,
      Long points,
      double price,
      boolean quiet,
      Way by,
      DayOfWeek back) {
    private Booking {
      if (seats < 1) {
        throw new IllegalArgumentException("no seats");
      }
    }
  }

  private record Nested(Booking booking) {}

  private static final Booking READ =
      new Booking("Ada", DAY, 2, null, 9.5, true, Way.SHIP, DayOfWeek.MONDAY);

  private static Map<String, Object> answers(Object... changes) {
    Map<String, Object> answers = new HashMap<>();
    answers.put("Full name", "Ada");
    answers.put("Day", "2026-11-29");
    answers.put("Seats", 2);
    answers.put("Points", null);
    answers.put("Price", 9.5);
    answers.put("Quiet", true);
    answers.put("By", "SHIP");
    answers.put("Back", "MONDAY");
    for (int i = 0; i < changes.length; i += 2) {
      answers.put((String) changes[i], changes[i + 1]);
    }
    return answers;
  }

  @Test
  void eachComponentIsAFieldThatIsFilledIn() {
    Transcript said = Piece.of(() -> markdown("" + confirm(READ)), answers());
    assertThat(said.exit().error()).isNull();
    assertThat(said.markdown()).containsExactly(READ.toString());
    assertThat(said.blocks(TextInput.class).get(0).rules().defaultValue()).isEqualTo("Ada");
    assertThat(said.blocks(DatePicker.class).get(0).defaultDate()).isEqualTo(DAY);
    assertThat(said.blocks(NumberInput.class))
        .extracting(NumberInput::defaultValue)
        .containsExactly(2L, null, 9.5);
    assertThat(said.blocks(Checkbox.class).get(0).defaultValue()).isTrue();
    assertThat(said.blocks(Buttons.class).get(0).defaultValue()).isEqualTo("SHIP");
    assertThat(said.blocks(Select.class).get(0).options()).hasSize(7);
  }

  @Test
  void theUserCorrectsIt() {
    Transcript said =
        Piece.of(
            () -> markdown("" + confirm(READ)),
            answers("Full name", "Eve", "Seats", 3, "Points", 1L << 40, "By", "TRAIN"));
    assertThat(said.markdown())
        .containsExactly(
            new Booking("Eve", DAY, 3, 1L << 40, 9.5, true, Way.TRAIN, DayOfWeek.MONDAY)
                .toString());
  }

  @Test
  void whatTheRecordRefusesIsThrownAsItIs() {
    Transcript said = Piece.of(() -> confirm(READ), answers("Seats", 0));
    assertThat(said.exit().error().message()).contains("no seats");
  }

  @Test
  void aComponentThatNoQuestionAsksForIsNamed() {
    Transcript said = Piece.of(() -> confirm(new Nested(READ)));
    assertThat(said.exit().error().message())
        .contains("its component booking is a Booking, which no question asks for");
  }

  @Test
  void anApprovalHasAReason() {
    Map<String, Object> rejected = new HashMap<>();
    rejected.put("Send it?", "Reject");
    rejected.put("Reason", " too early ");
    Transcript said =
        Piece.of(
            () -> {
              Approval first = approve("Send it?");
              markdown(first.isGiven() + ", " + first.reason());
              markdown(approve("Send it?").toString());
            },
            rejected,
            Map.of("Send it?", "Approve", "Reason", ""));
    assertThat(said.markdown())
        .containsExactly("false, too early", "Approval[isGiven=true, reason=]");
  }
}
