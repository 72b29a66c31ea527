package dev.yera.examples;

import static dev.yera.app.Frame.BORDERED;
import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.Prose;
import dev.yera.event.block.Border;
import java.time.LocalDate;
import java.util.List;

/** An example of every block and question. */
public final class Gallery {
  private Gallery() {}

  private enum Size {
    SMALL,
    LARGE
  }

  private record City(String city, double rain, double sun) {}

  /** Shows every block and asks every question. */
  @App(description = "One of everything that an app can show and ask.")
  public static String gallery() {
    systemPrompt("You are a friendly guide.");
    markdown("# Gallery\nEverything that an app can *show* and **ask**.");
    Prose growing = markdown();
    List.of("This text ", "grows ", "while ", "you read.").forEach(growing::append);
    text("Verbatim:\n  <b>not bold</b> and *not italic*");

    List<City> cities = List.of(new City("Oslo", 5.2, 4.6), new City("Rome", 2.2, 7.1));
    table(cities);
    table(List.of("Block", "Chunks"), List.of(List.of("markdown", 4)), Border.HORIZONTAL);
    columns(
        () -> barChart(cities, "city", "rain", "sun"),
        () -> lineChart(cities, "city", "rain", "sun"));
    chart(cities).x("city").y("rain", "teal").y("sun", "gold").stacked().horizontal().bars();

    action("Packing", bag -> bag.say("A book").say("An umbrella"));
    String weather = spinner("Looking outside", () -> "rain");

    String name = textInput("Your name?");
    Size size = buttons("Which size?", Size.class);
    double sugar = slider("Sugar?", 0.0, 1.0);
    LocalDate day = datePicker("Which day?", LocalDate.of(2026, 12, 24));
    String order =
        form(
            form -> {
              var what = form.buttons("What?", "Coffee", "Tea");
              var cups = form.slider("Cups?", 1, 9, 2);
              return () -> cups.get() + " × " + what.get();
            });
    container(
        BORDERED, () -> markdown(name + ", " + size + ", " + sugar + ", " + day + ": " + order));
    runApp(Burst::burst, 3, 10);
    return weather;
  }
}
