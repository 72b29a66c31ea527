package dev.yera.app;

import java.util.List;

/**
 * What a user said to {@link Yera#approve}.
 *
 * @param isGiven whether they approved
 * @param reason why, or why not; empty if they did not say
 */
public record Approval(boolean isGiven, String reason) {
  private static final String YES = "Approve";
  private static final String NO = "Reject";

  static Approval ask(String question) {
    return Form.ask(
        Frame.BORDERED,
        form -> {
          Field<String> choice = form.buttons(question, List.of(YES, NO), ask -> ask.required());
          Field<String> reason = form.textInput("Reason", ask -> ask.optional().lines(2));
          return () ->
              new Approval(
                  choice.get().equals(YES), reason.get() == null ? "" : reason.get().strip());
        });
  }
}
