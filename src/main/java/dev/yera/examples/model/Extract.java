package dev.yera.examples.model;

import static dev.yera.app.Yera.*;
import static dev.yera.llm.Llm.*;

import dev.yera.app.App;
import dev.yera.llm.Model;
import java.time.LocalDate;
import java.util.*;

/** Texts that become rows. */
final class Extract {
  private record Trip(String traveller, String from, String to, LocalDate day, int nights) {}

  @App(
      name = "Extract",
      description = "Reads trips out of mails: a language model, a form, a table.")
  static void extract() {
    Model model = Model.usual();
    List<Trip> trips = new ArrayList<>();
    do {
      String mail = textInput("A mail about a trip", ask -> ask.lines(6).required());
      Trip read = spinner("Reading the mail", () -> fill(model, Trip.class, mail));
      markdown("Is this right? Correct what is not.");
      trips.add(confirm(read));
      table(trips);
    } while (buttons("Go on", "Another mail", "Done").equals("Another mail"));
  }
}
