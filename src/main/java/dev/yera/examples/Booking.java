package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import java.time.LocalDate;
import java.util.List;

/** A form whose answers become a record, asked again until they are valid. */
public final class Booking {
  private Booking() {}

  private enum Room {
    SINGLE,
    DOUBLE,
    SUITE
  }

  private record Stay(String guest, LocalDate arrival, int nights, Room room) {
    String problem() {
      if (guest.isBlank()) {
        return "We need a name for the door.";
      }
      return arrival.isBefore(today()) ? "That day is over." : null;
    }
  }

  /** Books a room. */
  @App(description = "Books a room in a small hotel.")
  public static void book() {
    markdown("# The small hotel\nWhen may we expect you?");
    Stay stay = ask();
    while (stay.problem() != null) {
      markdown("**" + stay.problem() + "** Please try again.");
      stay = ask();
    }
    markdown("See you on " + stay.arrival() + ", " + stay.guest() + "!");
    table(List.of(stay));
  }

  private static Stay ask() {
    return form(
        form -> {
          var guest = form.textInput("Your name");
          var arrival = form.datePicker("Arrival", today().plusDays(1));
          var nights = form.slider("Nights", 1, 14, 2);
          var room = form.buttons("Room", Room.class);
          return () -> new Stay(guest.get(), arrival.get(), nights.get(), room.get());
        });
  }
}
