package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was started without a UTF-8 locale, as by {@code env -i}. */
@OwnServer
class LocaleIT {
  private static final String LINE_TO_ADD = "LC_ALL=C.UTF-8";

  @TempDir private Path apps;

  private void drop(String name, String content) throws IOException {
    Path file = apps.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content.replace('\'', '"'));
  }

  @Test
  void itSaysSoAndWhatCannotBePassedIsRefusedAndNeverReplaced() throws IOException {
    drop("Grüße/in.app.json", "{'identifier':'in.folder','command':['true']}");
    drop("Grüße.java", "class G { @dev.yera.app.App static void app() {} }");
    drop("Grüße.jar", "");
    drop(
        "says.app.json",
        "{'identifier':'says','command':['printf','%s'],'protocol':'text',"
            + "'params':[{'name':'word','type':'str'}]}");
    Files.copy(Path.of("src/test/apps/params.app.json"), apps.resolve("Größe.app.json"));
    Map<String, String> settings =
        Map.of("yera.apps.dir", apps.toString(), "yera.worker.pool-size", "0");
    try (PayaraProcess payara = PayaraProcess.withoutLocale("no-locale", settings)) {
      Server server = payara.server();
      assertThat(payara.log()).contains("without a UTF-8 locale", "export " + LINE_TO_ADD);
      assertThat(server.get("/api/apps?broken=true").list())
          .hasSize(3)
          .allSatisfy(app -> assertThat(app.get("problem").toString()).contains(LINE_TO_ADD));

      Map<String, Object> exit = server.run("says", Map.of("word", "Zoë")).awaitExit();
      assertThat(exit).containsEntry("exit_code", 127L);
      assertThat(exit.get("reason").toString()).contains("Zoë", LINE_TO_ADD);
      assertThat(server.run("says", Map.of("word", "Zoe")).awaitExit())
          .containsEntry("exit_code", 0L);
      try (SseClient told = server.run("it.params", Map.of("s", "Zoë 日本 😀"))) {
        assertThat(told.awaitEvent(e -> e.type().equals("kwargs")).data().get("kwargs").toString())
            .contains("Zoë 日本 😀");
      }
    }
  }
}
