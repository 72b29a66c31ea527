import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import java.time.LocalDate;
import java.util.List;

/** Questions that are asked again, for the tests of the page. */
public final class Forgiving {
  private Forgiving() {}

  /** A form with every kind of field, asked again until it is right. */
  @App(name = "Sign up", description = "A form that forgives.")
  public static String signUp() {
    return form(
        form -> {
          var name = form.textInput("Name", q -> q.required().placeholder("Ada").maxLength(20));
          var mail = form.textInput("E-mail", q -> q.email().help("We write once a year."));
          var word = form.textInput("Password", q -> q.secret().required());
          var seats = form.numberInput("Seats", 1, 8, q -> q.first(2));
          var meal = form.select("Meal", List.of("Soup", "Pie"));
          var extras =
              form.selectMany("Extras", List.of("Bread", "Salad", "Tea"), q -> q.atMost(2));
          var terms = form.checkbox("I agree", q -> q.validate(yes -> yes, "Please agree."));
          var from = form.datePicker("From", LocalDate.of(2026, 12, 24));
          var note = form.textInput("Note", q -> q.lines(3).optional());
          form.validate(() -> seats.get() > 1 || !meal.get().equals("Pie"), "A pie is for two.");
          return () ->
              "%s %s %d %s %s %s %s %d %s"
                  .formatted(
                      name.get(),
                      mail.get(),
                      seats.get(),
                      meal.get(),
                      extras.get(),
                      terms.get(),
                      from.get(),
                      word.get().length(),
                      note.get());
        });
  }

  /** One question after the other. */
  @App
  public static void single() {
    String word =
        textInput("Word", q -> q.first("ab").validate(w -> w.length() > 2, "Longer, please."));
    String code = textInput("Code", q -> q.pattern("[0-9]{3}", "Three digits, please."));
    int n = numberInput("Number", 1, 9, q -> q.first(5));
    String fruit = select("Fruit", "Apple", "Pear");
    boolean sure = checkbox("Sure");
    Integer stars = slider("Stars", 1, 5, q -> q.optional());
    String size = buttons("Size", List.of("S", "L"), q -> q.first("L"));
    String secret = textInput("Secret", q -> q.secret());
    markdown(
        "%s %s %d %s %s %s %s %d"
            .formatted(word, code, n, fruit, sure, stars, size, secret.length()));
  }

  /** Three steps. */
  @App(name = "Wizard")
  public static void wizard() {
    markdown(
        steps(
            steps -> {
              var who =
                  steps.step(
                      "Who",
                      form -> {
                        var first = form.textInput("First name", q -> q.required());
                        var last = form.textInput("Last name");
                        return () -> first.get() + " " + last.get();
                      });
              var nights = steps.step("How long", form -> form.numberInput("Nights", 1, 9));
              var sure =
                  steps.step(
                      "Check",
                      form -> {
                        markdown(who.get() + ", " + nights.get() + " nights");
                        return form.checkbox("All is right");
                      });
              return () -> "Booked: " + who.get() + ", " + nights.get() + ", " + sure.get();
            }));
  }

  /** Works until it is cancelled, and then goes on. */
  @App
  public static void patient() {
    boolean done =
        cancellable(
            "Counting",
            bar -> {
              for (int i = 0; i < 10_000; i++) {
                bar.at(i / 10_000.0, "At " + i);
                sleep(java.time.Duration.ofMillis(50));
              }
            });
    markdown(done ? "done" : "cancelled, and on");
  }

  /** Works on each line until it is told to go on. */
  @App
  public static void slow() throws InterruptedException {
    progress("Warming up").at(0.49, "Half way").complete("Warm");
    for (String line : chat()) {
      Thread.sleep(line.equals("slow") ? 3_000 : 0);
      markdown("heard " + line);
    }
  }
}
