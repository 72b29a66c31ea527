import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.Param;
import java.util.ArrayList;
import java.util.List;

/** An app in a single file: put it into the apps folder, and it is in the list. */
class Quiz {
  record Question(String text, List<String> options, String answer) {}

  record Result(String question, String said, boolean right) {}

  static final List<Question> QUESTIONS =
      List.of(
          new Question("Which planet is the largest?", List.of("Mars", "Jupiter"), "Jupiter"),
          new Question("What is 7 × 8?", List.of("54", "56", "58"), "56"),
          new Question("Who wrote Faust?", List.of("Goethe", "Schiller"), "Goethe"));

  @App(description = "A few questions, and how many of them you knew.")
  static String quiz(@Param(defaultValue = "3", description = "how many") int questions) {
    markdown("# Quiz");
    List<Result> results = new ArrayList<>();
    for (Question question : QUESTIONS.subList(0, Math.min(questions, QUESTIONS.size()))) {
      String said = buttons(question.text(), question.options());
      boolean right = said.equals(question.answer());
      markdown(right ? "Right!" : "No, it is **" + question.answer() + "**.");
      results.add(new Result(question.text(), said, right));
    }
    table(results);
    long right = results.stream().filter(Result::right).count();
    return right + " of " + results.size();
  }
}
