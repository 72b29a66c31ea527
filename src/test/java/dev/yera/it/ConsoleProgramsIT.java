package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.yera.Thorough;
import dev.yera.event.json.Json;
import dev.yera.executor.MarkedProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Programs that people have, as they are, in the box and on a terminal (issue 20). The descriptions
 * of the ten are those of the page on console programs.
 */
@OwnServer
@Thorough
class ConsoleProgramsIT {
  private static final String PASSWORD = "hunter2-\u00e9";
  private static Path apps;
  private static Path data;
  private static PayaraProcess process;
  private static Server server;

  @BeforeAll
  static void start(@TempDir Path folder, @TempDir Path stored) throws IOException {
    apps = folder;
    data = stored;
    Programs.copy(apps);
    app(
        apps,
        "select",
        "bash",
        "-c",
        "select f in apple pear; do echo \"you took $f\"; break; done");
    app(apps, "read", "bash", "-c", "read -p 'Your name? ' n; echo \"Hello $n\"");
    app(apps, "sudo", "bash", "-c", "read -s -p '[sudo] password: ' p; echo; echo ${#p}");
    app(apps, "getpass", "python3", "-c", "import getpass; print(len(getpass.getpass()))");
    app(apps, "tty", "bash", "-c", "read -r x < /dev/tty; echo \"<$x>\" > /dev/tty");
    app(apps, "size", "bash", "-c", "echo ready; read -r x; echo now $(stty size)");
    app(
        apps,
        "lines",
        "bash",
        "-c",
        "for i in {1..3000}; do echo line-$i; done; read -r x; echo now $(stty size)");
    app(apps, "less", "bash", "-c", "seq 1 500 | less");
    app(
        apps,
        "c",
        "python3",
        "-c",
        "import ctypes as c\nl=c.CDLL(None)\nl.printf(b'Enter a value: ')\nl.getchar()\nl.printf(b'thanks\\n')");
    process =
        new PayaraProcess(
            "console-programs",
            "",
            Map.of(
                "yera.apps.dir", apps.toString(),
                "yera.store.dir", data.toString(),
                "yera.worker.pool-size", "0"));
    server = process.server();
  }

  private static void app(Path apps, String name, String... command) throws IOException {
    Map<String, Object> description =
        Map.of(
            "identifier",
            "it." + name,
            "command",
            List.of(command),
            "protocol",
            "terminal",
            "input",
            name.equals("less") ? "keys" : "line");
    Files.write(apps.resolve(name + ".app.json"), Json.bytes(description));
  }

  @AfterAll
  static void stop() throws IOException {
    if (process != null) {
      process.close();
    }
  }

  /** A session of a program, and what is on its terminal. */
  private record Program(String id, SseClient stream) implements AutoCloseable {
    static Program run(String app) {
      String id = server.create(app);
      return new Program(id, server.stream(id));
    }

    /** All that was printed, without colours: a prompt may be any. */
    String printed() {
      StringBuilder all = new StringBuilder();
      for (SseClient.Event event : stream.events()) {
        if (event.type().equals("terminal")) {
          all.append(event.data().get("content"));
        }
      }
      return all.toString().replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
    }

    Program shows(String text) {
      await().until(() -> printed().contains(text));
      return this;
    }

    /** Answers the question that is open, in the state that it is in. */
    Program type(String typed) {
      await().until(() -> !((List<?>) server.state(id).get("awaiting")).isEmpty());
      Object block = ((List<?>) server.state(id).get("awaiting")).get(0);
      Server.Answer answer = server.answer(id, (String) block, "text_input", typed);
      assertThat(answer.status()).as(answer.text()).isEqualTo(202);
      return this;
    }

    Program isSecret() {
      stream.awaitEvent(
          event ->
              event.type().equals("text_input")
                  && Boolean.TRUE.equals(event.data().get("secret"))
                  && event.data().get("raw") == null);
      return this;
    }

    void endsWith(long status) {
      assertThat(stream.awaitExit()).as(printed()).containsEntry("exit_code", status);
    }

    @Override
    public void close() {
      stream.close();
      server.delete("/api/sessions/" + id);
      assertThat(MarkedProcesses.of(id)).isEmpty();
    }
  }

  private static void assumeInstalled(String program) {
    assumeThat(Programs.isInstalled(program)).as(program + " is installed").isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "python  | python3  | Python 3     | print(6 * 7)\\r          | 42      | exit()\\r       | 0",
        "node    | node     | >         | 6 * 7\\r                 | 42      | .exit\\r        | 0",
        "bc      | bc       | warranty  | 6 * 7                    | 42      | quit            | 0",
        "sqlite  | sqlite3  | sqlite>   | select 6 * 7;\\r         | 42      | .quit\\r        | 0",
        "jshell  | jshell   | jshell>   | 6 * 7\\r                 | ==> 42  | /exit\\r        | 0",
        "gdb     | gdb      | (gdb)     | print 6 * 7\\r           | $1 = 42 | quit\\r         | 0",
        "top     | top      | load aver | 1                        | PID     | q               | 0",
        "vim     | vim.tiny | notes.txt | iforty-two              | forty-two | \\u001b:q!\\r | 0",
        "tqdm    | tqdm     | Reading:  |                          | 50/50   |                 | 0"
      })
  void aProgramIsAsInATerminal(
      String app,
      String program,
      String first,
      String typed,
      String then,
      String last,
      long status) {
    assumeInstalled(program);
    try (Program run = Program.run("programs." + app)) {
      run.shows(first);
      if (typed != null) {
        run.type(keys(typed));
      }
      run.shows(then);
      if (last != null) {
        run.type(keys(last));
      }
      run.endsWith(status);
    }
  }

  private static String keys(String written) {
    return written.replace("\\r", "\r").replace("\\u001b", "\u001b");
  }

  @Test
  void aMenuOfBashIsAnswered() {
    try (Program run = Program.run("it.select")) {
      run.shows("#? ").type("2").shows("you took pear").endsWith(0);
    }
  }

  @Test
  void aPromptOfBashIsAnswered() {
    try (Program run = Program.run("it.read")) {
      run.shows("Your name? ").type("Ada").shows("Hello Ada").endsWith(0);
    }
  }

  @Test
  void aProgramThatAsksOnItsTerminalIsAnswered() {
    try (Program run = Program.run("it.tty")) {
      run.type("a word").shows("<a word>").endsWith(0);
    }
  }

  @Test
  void aPagerIsLeafedThrough() {
    assumeInstalled("less");
    try (Program run = Program.run("it.less")) {
      run.shows("\n23").type(" ").shows("46").type("G").shows("500").type("q").endsWith(0);
      for (String format : List.of("json", "html", "markdown")) {
        assertThat(server.get("/api/sessions/" + run.id() + "/transcript?format=" + format).text())
            .contains("500")
            .doesNotContain("\u001b", "\\u001b", "&#27;");
      }
    }
  }

  @Test
  void aCompiledProgramIsAsked() throws Exception {
    assumeInstalled("cc");
    Path source = apps.resolve("ask.c");
    Files.writeString(
        source,
        "#include <stdio.h>\nint main(void) { char line[80]; printf(\"Enter a value: \");"
            + " if (fgets(line, sizeof line, stdin)) printf(\"You said %s\", line); return 3; }\n");
    Path program = apps.resolve("ask");
    Process compiler =
        new ProcessBuilder("cc", "-o", program.toString(), source.toString()).inheritIO().start();
    assertThat(compiler.waitFor()).isZero();
    app(apps, "compiled", "./ask");
    await().until(() -> server.get("/api/apps/it.compiled").status() == 200);
    try (Program run = Program.run("it.compiled")) {
      run.shows("Enter a value: ").type("7").shows("You said 7").endsWith(3);
    }
  }

  @Test
  void aPromptOfTheCLibraryIsSeen() {
    try (Program run = Program.run("it.c")) {
      run.shows("Enter a value: ").type("7").shows("thanks").endsWith(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"it.sudo, [sudo] password:", "it.getpass, Password:"})
  void aPasswordIsKeptNowhere(String app, String prompt) throws IOException {
    try (Program run = Program.run(app)) {
      run.shows(prompt).isSecret().type(PASSWORD).shows("9").endsWith(0);
      assertThat(server.get("/api/sessions/" + run.id() + "/interactions").text())
          .contains("\"value\":null")
          .doesNotContain("hunter2");
      for (String format : List.of("json", "html", "markdown")) {
        assertThat(server.get("/api/sessions/" + run.id() + "/transcript?format=" + format).text())
            .contains(prompt)
            .doesNotContain("hunter2");
      }
      assertThat(filesWith("hunter2")).isEmpty();
      assertThat(filesWith(prompt)).as("what is stored is found").isNotEmpty();
    }
  }

  /** What is stored in the data folder and has these words. */
  private static List<Path> filesWith(String words) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        if (Files.readString(each, StandardCharsets.ISO_8859_1).contains(words)) {
          found.add(each);
        }
      }
    }
    return found;
  }

  @Test
  void theClientOfADatabaseAsksForItsPasswordOnItsTerminal() throws IOException {
    assumeInstalled("psql");
    String password = Programs.addPostgres(apps);
    await().until(() -> server.get("/api/apps/programs.psql-here").status() == 200);
    try (Program run = Program.run("programs.psql-here")) {
      run.shows("Password for user yera").isSecret().type(password + "\r");
      run.shows("=#").type("select 6 * 7;\r").shows("42").type("\\q\r").endsWith(0);
      assertThat(filesWith(password.substring(0, 6) + " ")).isEmpty();
    }
  }

  @Test
  void aStormOfSizesEndsWithTheLast() {
    try (Program run = Program.run("it.size")) {
      run.shows("ready");
      for (int i = 1; i <= 200; i++) {
        Map<String, Integer> size = Map.of("columns", 20 + i, "rows", 10 + i % 30);
        Server.Answer answer = server.post("/api/sessions/" + run.id() + "/terminal", size);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
      }
      run.type("").shows("now 30 220").endsWith(0);
    }
  }

  /**
   * Two windows are pulled about while it prints: nothing of it is lost, and the last one counts.
   */
  @Test
  void aStormOfSizesByTwoWhileItPrintsLosesNothing() {
    int lines = 3000;
    try (Program run = Program.run("it.lines")) {
      run.shows("line-1\r");
      List<CompletableFuture<Void>> windows =
          Stream.of(40, 90).map(from -> CompletableFuture.runAsync(() -> pull(run, from))).toList();
      windows.forEach(CompletableFuture::join);
      Map<String, Integer> last = Map.of("columns", 220, "rows", 30);
      assertThat(server.post("/api/sessions/" + run.id() + "/terminal", last).status())
          .isEqualTo(204);
      run.type("").shows("now 30 220").endsWith(0);
      List<String> expected = IntStream.rangeClosed(1, lines).mapToObj(i -> "line-" + i).toList();
      assertThat(run.printed().lines().filter(each -> each.startsWith("line-")))
          .isEqualTo(expected);
    }
  }

  private static void pull(Program run, int from) {
    for (int i = 0; i < 100; i++) {
      Map<String, Integer> size = Map.of("columns", from + i, "rows", 10 + i % 30);
      Server.Answer answer = server.post("/api/sessions/" + run.id() + "/terminal", size);
      assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }
  }

  @Test
  void theSizeIsThatOfAViewer() {
    try (Program run = Program.run("it.read")) {
      run.shows("Your name? ");
      Server.Answer answer =
          server.post("/api/sessions/" + run.id() + "/terminal", Map.of("columns", 0, "rows", 9));
      HttpTable.problem(answer, 422, "bad-arguments");
      assertThat(answer.json().get("detail").toString()).contains("1 to 1000", "0");
      assertThat(
              server
                  .post("/api/sessions/" + run.id() + "/terminal", Map.of("columns", 9, "rows", 9))
                  .status())
          .isEqualTo(204);
    }
  }

  @Test
  void whoIsDeletedInAnyStateLeavesNothing() throws IOException {
    long before = terminals();
    for (String app : List.of("it.less", "it.read", "programs.vim", "programs.top", "it.getpass")) {
      try (Program run = Program.run("programs.top".equals(app) ? "programs.python" : app)) {
        await().until(() -> !run.printed().isEmpty());
      }
    }
    await().until(() -> terminals() <= before);
  }

  private static boolean isTerminal(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString().endsWith("ptmx");
    } catch (NoSuchFileException closed) {
      return false;
    }
  }

  /** How many pseudo-terminals the server has: others have theirs at the same time. */
  private static long terminals() throws IOException {
    long count = 0;
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
      for (Path each : open) {
        count += isTerminal(each) ? 1 : 0;
      }
    }
    return count;
  }
}
