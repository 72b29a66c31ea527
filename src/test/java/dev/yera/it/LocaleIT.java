package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that was started without a UTF-8 locale, as by {@code env -i}, and where JNA's library
 * cannot be had: as in a server with a JNA of its own, or where no code may be in {@code /tmp}.
 */
@Thorough
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
    drop("seen.app.json", "{'identifier':'seen','command':['true'],'protocol':'terminal'}");
    Files.copy(Path.of("src/test/apps/gives.app.json"), apps.resolve("gives.app.json"));
    Files.copy(Path.of("src/test/apps/gives.py"), apps.resolve("gives.py"));
    Map<String, String> settings =
        Map.of(
            "yera.apps.dir", apps.toString(),
            "yera.worker.pool-size", "0",
            "jna.nounpack", "true",
            "jna.nosys", "true");
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
      whatCallsTheCLibraryIsRefusedAndNothingElse(payara);
      try (SseClient told = server.run("it.params", Map.of("s", "Zoë 日本 😀"))) {
        assertThat(told.awaitEvent(e -> e.type().equals("kwargs")).data().get("kwargs").toString())
            .contains("Zoë 日本 😀");
      }
    }
  }

  private static void whatCallsTheCLibraryIsRefusedAndNothingElse(PayaraProcess payara)
      throws IOException {
    assertThat(payara.log())
        .contains("no app of the protocol terminal starts", "no file that an app gives is taken");
    Server server = payara.server();
    assertThat(server.get("/health/ready").text().replaceAll("[ \"]", ""))
        .contains("status:UP", "terminals:false");
    assertThat(server.run("seen", Map.of()).awaitExit())
        .containsEntry("exit_code", 127L)
        .satisfies(
            exit -> assertThat(exit.get("reason").toString()).contains("can make no terminal"));
    String session = server.create("it.gives");
    try (SseClient gives = server.stream(session)) {
      gives.awaitEvent(event -> event.type().equals("text_input"));
    }
    assertThat(server.get("/api/sessions/" + session + "/diagnostics").text())
        .contains("report.csv\\\" cannot be opened by this server; its log says why");
  }
}
