package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import java.time.LocalDate;
import java.util.List;

/** A form whose answers become a record; it comes back until they are valid. */
public final class Booking {
  private Booking() {}

  private enum Room {
    SINGLE,
    DOUBLE,
    SUITE
  }

  private record Stay(String guest, LocalDate arrival, int nights, Room room) {}

  /** Books a room. */
  @App(description = "Books a room in a small hotel.")
  public static void book() {
    markdown("# The small hotel\nWhen may we expect you?");
    Stay stay =
        form(
            form -> {
              var guest = form.textInput("Your name", q -> q.required());
              var arrival =
                  form.datePicker(
                      "Arrival",
                      q ->
                          q.first(today().plusDays(1))
                              .validate(day -> !day.isBefore(today()), "That day is over."));
              var nights = form.slider("Nights", 1, 14, 2);
              var room = form.buttons("Room", Room.class);
              return () -> new Stay(guest.get(), arrival.get(), nights.get(), room.get());
            });
    markdown("See you on " + stay.arrival() + ", " + stay.guest() + "!");
    table(List.of(stay));
  }
}
