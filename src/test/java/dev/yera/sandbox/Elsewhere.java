package dev.yera.sandbox;

import dev.yera.settings.BadSettingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server in another place, or of another user: says what sandbox it has, and uses it. */
final class Elsewhere {
  private Elsewhere() {}

  /** Folder, {@code yera.sandbox}, and a command that runs in the folder; none is run without. */
  public static void main(String[] words) throws IOException, InterruptedException {
    Path folder = Path.of(words[0]);
    Map<String, String> settings =
        Map.of("yera.sandbox", words[1], "yera.session.processes", "100");
    try {
      Sandbox sandbox = Sandboxes.find(folder, settings);
      System.out.println(sandbox.description());
      List<String> command = Arrays.asList(words).subList(2, words.length);
      if (!command.isEmpty()) {
        run(sandbox.box(List.of(folder)), command, folder);
      }
    } catch (BadSettingException e) {
      System.out.println(e.getMessage());
    }
  }

  private static void run(Box box, List<String> command, Path folder)
      throws IOException, InterruptedException {
    Home home = Home.create(folder.resolve(UUID.randomUUID().toString()));
    List<String> words = box.around(List.of("setsid", "--"), command, folder, home);
    ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
    builder.environment().put("YERA_SESSION_ID", home.root().getFileName().toString());
    Process process = builder.start();
    process.waitFor();
    new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + process.pid()).start().waitFor();
  }
}
