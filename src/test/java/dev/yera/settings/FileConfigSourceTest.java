package dev.yera.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileConfigSourceTest {
  @TempDir private Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("yera.config");
  }

  private FileConfigSource of(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("yera.properties"), content);
    System.setProperty("yera.config", file.toString());
    return new FileConfigSource();
  }

  @Test
  void itsFirstSettingCountsAlsoBehindAByteOrderMark() throws IOException {
    for (String mark : new String[] {"", "\uFEFF"}) {
      FileConfigSource source = of(mark + "yera.sessions.max=7\nyera.apps.dir=/srv/äpps\n");
      assertThat(source.getPropertyNames())
          .containsExactlyInAnyOrder("yera.sessions.max", "yera.apps.dir");
      assertThat(source.getValue("yera.sessions.max")).isEqualTo("7");
      assertThat(source.getValue("yera.apps.dir")).isEqualTo("/srv/äpps");
    }
  }

  /** As editors of Windows save it. */
  @Test
  void itMayBeUtf16WithLinesThatEndInCrLf() throws IOException {
    Path file = folder.resolve("yera.properties");
    String content = "\uFEFFyera.sessions.max=7\r\nyera.apps.dir=/srv/äpps\r\n";
    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.writeString(file, content, charset);
      System.setProperty("yera.config", file.toString());
      FileConfigSource source = new FileConfigSource();
      assertThat(source.getValue("yera.sessions.max")).isEqualTo("7");
      assertThat(source.getValue("yera.apps.dir")).isEqualTo("/srv/äpps");
    }
  }

  @Test
  void anEmptyFileSaysNothing() throws IOException {
    assertThat(of("").getPropertyNames()).isEmpty();
    assertThat(of("\uFEFF").getPropertyNames()).isEmpty();
  }
}
