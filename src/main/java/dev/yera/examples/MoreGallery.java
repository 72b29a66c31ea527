package dev.yera.examples;

import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.ChatMessage;
import dev.yera.app.DataTable;
import dev.yera.app.Upload;
import dev.yera.event.block.Format;
import dev.yera.event.block.Level;
import dev.yera.event.block.Speaker;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The second room of the gallery. */
public final class MoreGallery {
  private MoreGallery() {}

  /** Shows files, data and parts of a page, and asks what the first room does not. */
  @App(
      name = "Gallery of newer blocks",
      description = "Files, long tables, formulas, parts of a page, and a chat.")
  public static String gallery() {
    markdown(
        "# More blocks\nA formula: $e^{i\\pi} + 1 = 0$, and a program:\n```java\nint x = 1;\n```");
    columns(() -> metric("Orders", 42, 3), () -> metric("Returns", "1 %", -0.5));
    for (Level level : Level.values()) {
      notice("This is a notice of level " + level + ".", level);
    }
    tabs(
        tab("Picture", () -> image("sky.svg", GalleryFiles.sky(), "A sunny sky")),
        tab("Sound", () -> audio("bell.wav", GalleryFiles.bell(), "A bell")),
        tab("Film", () -> video("tide.webm", GalleryFiles.tide(), "The tide comes in")));
    expander("For programs", () -> json(Map.of("cities", List.of("Oslo", "Rome"))));
    code("SELECT city FROM trips WHERE rain > 5;", "sql");
    file("rain.csv", "day,rain\n2026-01-01,0.5\n");
    DataTable days = dataTable("Day", "Rain", "Share", "More").key("Day");
    days.format("Day", Format.DATE).format("Share", Format.PERCENT).format("More", Format.LINK);
    LocalDate first = LocalDate.of(2026, 1, 1);
    for (int day = 0; day < 300; day++) {
      days.row(first.plusDays(day), day * 37 % 101, day % 21 / 20.0, "https://example.org/" + day);
    }
    chart(GalleryFiles.RAIN);
    progress("Counting", bar -> bar.at(1, "All are counted"));

    int people = numberInput("How many people?", 1, 9);
    String cake = select("Which cake?", "Apple", "Plum", "None");
    List<String> drinks = selectMany("Which drinks?", List.of("Coffee", "Tea"));
    boolean sure = checkbox("Are you sure?");
    Upload picture = upload("A picture?", q -> q.accept("image/*").optional());
    ChatMessage said = chatInput(q -> q.placeholder("Say something").accept());
    says(Speaker.USER).append(said.text());
    String all = people + ", " + cake + ", " + drinks + ", " + sure + ", " + said.files().size();
    says(Speaker.ASSISTANT).append(all);
    return picture == null ? "no picture" : picture.name();
  }
}
