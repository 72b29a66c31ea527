package dev.yera.examples;

import static dev.yera.app.Yera.*;
import static java.util.stream.Collectors.*;

import dev.yera.app.App;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Charts of real data: daily weather in Seattle, 2012 to 2015, from NOAA. */
public final class Weather {
  private static final List<String> MEASURES = List.of("Rain (mm)", "High (°C)", "Low (°C)");

  private Weather() {}

  private record Look(int since, String measure) {}

  private record Month(String month, double mean) {}

  @App(name = "Seattle weather", description = "Four years of weather, month by month.")
  public static void explore() throws IOException {
    markdown("# Seattle\nEvery day of four years, from NOAA. What shall we look at?");
    do {
      var look =
          form(
              form -> {
                var since = form.slider("Since", 2012, 2015, 2014);
                var measure = form.buttons("Measure", MEASURES);
                return () -> new Look(since.get(), measure.get());
              });
      List<Month> months = spinner("Reading", () -> read(look));
      markdown("## " + look.measure() + ", the mean of each month");
      lineChart(months, "month", "mean");
      columns(() -> barChart(months, "month", "mean"), () -> table(months));
    } while (buttons("Another look?", "Yes", "No").equals("Yes"));
  }

  private static List<Month> read(Look look) throws IOException {
    int column = MEASURES.indexOf(look.measure()) + 1;
    try (var csv = Weather.class.getResourceAsStream("seattle-weather.csv")) {
      return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .filter(day -> day.compareTo("" + look.since()) > 0)
              .map(day -> day.split(","))
              .collect(
                  groupingBy(
                      day -> day[0].substring(0, 7),
                      TreeMap::new,
                      averagingDouble(day -> Double.parseDouble(day[column]))))
              .entrySet()
              .stream()
              .map(mean -> new Month(mean.getKey(), Math.round(10 * mean.getValue()) / 10.0))
              .toList();
    }
  }
}
