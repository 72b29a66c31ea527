package dev.yera.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of settings in the documentation is made from the code. */
class SettingsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/settings.md");
  private static final String BEGIN = "<!-- made by SettingsPageTest -->\n";
  private static final String END = "<!-- end -->\n";

  @Test
  void thePageSaysWhatTheCodeDoes() throws IOException {
    String page = Files.readString(PAGE);
    String made =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + table()
            + page.substring(page.indexOf(END));
    if (Boolean.getBoolean("yera.docs.write")) {
      Files.writeString(PAGE, made);
    }
    assertThat(Files.readString(PAGE))
        .as("run mvn test -Dtest=SettingsPageTest -Dyera.docs.write=true")
        .isEqualTo(made);
  }

  private static String table() {
    StringBuilder table =
        new StringBuilder("| setting | default | value | meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : Settings.all()) {
      table.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(
                  setting.key(),
                  setting.fallback().isEmpty() ? "empty" : "`" + setting.fallback() + "`",
                  setting.kind(),
                  setting.meaning()));
    }
    return table.toString();
  }
}
