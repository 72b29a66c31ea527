package dev.yera.event.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a chart may ask for stands in the server, and in the page that shows it. */
class VegaChartTest {
  private static List<String> ofThePage() throws IOException {
    Matcher inputs =
        Pattern.compile("const INPUTS = new Set\\(\\[(.*?)]\\);")
            .matcher(Files.readString(Path.of("webapp", "element", "blocks", "vega.js")));
    assertThat(inputs.find()).isTrue();
    return Pattern.compile("'([a-z]+)'")
        .matcher(inputs.group(1))
        .results()
        .map(each -> each.group(1))
        .toList();
  }

  private static Optional<VegaChart.Refusal> refusal(String kind) {
    Map<String, Object> control = Map.of("bind", Map.of("input", kind));
    return VegaChart.refusal(Map.of("params", List.of(control)));
  }

  @Test
  void theServerTakesTheControlsThatThePageShows() throws IOException {
    assertThat(ofThePage()).isNotEmpty().allSatisfy(kind -> assertThat(refusal(kind)).isEmpty());
    assertThat(refusal("password").orElseThrow().instead())
        .as("no others")
        .isEqualTo("Take one of " + String.join(", ", ofThePage().stream().sorted().toList()));
  }
}
