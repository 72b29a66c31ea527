package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import dev.yera.app.Width;
import dev.yera.catalog.AppId;
import dev.yera.catalog.CommandApp;
import dev.yera.catalog.Protocol;
import dev.yera.sandbox.Limits;
import dev.yera.sandbox.Needs;
import dev.yera.sandbox.Sandboxes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session uses too much of ends it, and it alone. */
class LimitsTest {
  private static final Path APPS = Path.of("src/test/apps").toAbsolutePath();

  @TempDir private Path folder;

  private static CommandApp app(String... command) {
    return app(Needs.ALL, command);
  }

  private static CommandApp app(Needs needs, String... command) {
    return new CommandApp(
        new AppId("test.tries"),
        "Tries",
        "",
        Optional.empty(),
        List.of(command),
        Protocol.TEXT,
        false,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        needs,
        Width.NORMAL,
        APPS,
        Map.of(),
        "test");
  }

  private static CommandApp tries(String what) {
    return app("python3", "tries.py", what, "");
  }

  private Sessions sessions(String mode, String limit, String value) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("yera.sandbox", mode);
    settings.put(limit, value);
    return new Sessions(folder, settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void whoEatsMemoryEndsAndItsNeighbourGoesOn(String mode) throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.memory", "128MiB")) {
      TestViewer neighbour = sessions.view(app("cat"));
      SentEvent exit = sessions.view(tries("eat")).exit();
      assertThat(exit.error("error_type")).isEqualTo("MemoryExceeded");
      assertThat(exit.data("reason"))
          .isEqualTo("The app used more memory than 128 MiB (yera.session.memory).");
      assertThat(exit.data("exit_code")).isNotEqualTo(0L);
      assertThat(neighbour.session().state().status()).isEqualTo(SessionStatus.RUNNING);
    }
  }

  @Thorough
  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void memoryThatProcessesShareCountsOnce(String mode) throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.memory", "128MiB")) {
      SentEvent exit = sessions.view(tries("share")).exit();
      assertThat(exit.data("reason")).isEqualTo("Yera program completed successfully.");
    }
  }

  @Thorough
  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void whatHasLeftTheGroupAndWipedItsEnvironmentCountsAsWell(String mode) throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.memory", "128MiB")) {
      SentEvent exit = sessions.view(tries("eat_hidden")).exit();
      assertThat(exit.error("error_type")).isEqualTo("MemoryExceeded");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void whoTakesTheProcessorForTooLongEnds(String mode) throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.cpu-time", "PT1S")) {
      SentEvent exit = sessions.view(tries("spin")).exit();
      assertThat(exit.error("error_type")).isEqualTo("CpuTimeExceeded");
      assertThat(exit.data("reason"))
          .isEqualTo("The app used more processor time than 1 second (yera.session.cpu-time).");
    }
  }

  /** Without control groups the kernel refuses it in a user namespace, and to all but root. */
  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void whoForksWithoutEndIsRefusedOrEnds(String mode) throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.processes", "100")) {
      TestViewer viewer = sessions.view(tries("forks"));
      SentEvent exit = viewer.exit();
      boolean isRoot = System.getProperty("user.name").equals("root");
      if (!Sandboxes.hasControlGroups() && (isRoot || !Sandboxes.hasUserNamespaces())) {
        assertThat(exit.error("error_type")).isEqualTo("ProcessesExceeded");
      } else {
        assertThat(viewer.all().toString()).contains("refused after");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void anAppCanHaveLessThanTheServerGives(String mode) throws IOException {
    Limits less = new Limits(1 << 27, Duration.ZERO, 200, 50, 1 << 20, 1 << 24);
    Needs needs = new Needs(less, true);
    try (Sessions sessions = sessions(mode, "yera.session.memory", "4GiB")) {
      SentEvent exit = sessions.view(app(needs, "python3", "tries.py", "eat", "")).exit();
      assertThat(exit.data("reason"))
          .isEqualTo("The app used more memory than 128 MiB (yera.session.memory).");
      TestViewer files = sessions.view(app(needs, "python3", "tries.py", "files", ""));
      assertThat(files.all().toString()).contains("Too many open files");
      TestViewer disk = sessions.view(app(needs, "python3", "tries.py", "fill", ""));
      assertThat(disk.all().toString()).contains("File too large");
    }
  }

  /** However it hides what it writes; with bubblewrap also where else it can write. */
  @ParameterizedTest
  @CsvSource({
    "limits, fill_many, .",
    "limits, fill_small, .",
    "limits, fill_deep, .",
    "limits, fill_locked, .",
    "limits, fill_nameless, .",
    "bubblewrap, fill_many, /tmp",
    "bubblewrap, fill_many, /dev/shm",
    "bubblewrap, fill_locked, .",
    "bubblewrap, fill_nameless, /var/tmp",
    "bubblewrap, fill_mapped, /dev/shm"
  })
  void whoFillsTheDiskEndsAndItsNeighbourGoesOn(String mode, String how, String where)
      throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.disk", "64MiB")) {
      TestViewer neighbour = sessions.view(app("cat"));
      SentEvent exit = sessions.view(app("python3", "tries.py", how, where)).exit();
      assertThat(exit.error("error_type")).isEqualTo("DiskExceeded");
      assertThat(exit.data("reason"))
          .isEqualTo("The app's files took more than 64 MiB (yera.session.disk).");
      assertThat(neighbour.session().state().status()).isEqualTo(SessionStatus.RUNNING);
    }
  }

  /** Names, holes and memory take no room, and what is deleted is given back. */
  @Thorough
  @ParameterizedTest
  @ValueSource(strings = {"limits", "bubblewrap"})
  void whatTakesNoRoomOnTheDiskDoesNotCount(String mode) throws IOException {
    try (Sessions sessions = sessions(mode, "yera.session.disk", "32MiB")) {
      TestViewer viewer = sessions.view(tries("fill_lightly"));
      assertThat(viewer.exit().data("reason")).isEqualTo("Yera program completed successfully.");
    }
  }

  @Test
  void anAppCanDoWithoutANetwork() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Sessions sessions = sessions("bubblewrap", "yera.sandbox.network", "host")) {
      String[] command = {"python3", "tries.py", "network", "" + server.getLocalPort()};
      assertThat(sessions.view(app(command)).all().toString()).contains("connected");
      TestViewer offline = sessions.view(app(new Needs(Limits.NONE, false), command));
      assertThat(offline.all().toString()).contains("unreachable");
    }
  }

  /** The same apps, where nothing is promised. */
  @Thorough
  @ParameterizedTest
  @CsvSource({
    "share, yera.session.memory, 16MiB, shared",
    "spin_briefly, yera.session.cpu-time, PT0.1S, spun",
    "forks_some, yera.session.processes, 5, forked",
    "fill_lightly, yera.session.disk, 1KiB, filled"
  })
  void withoutASandboxNothingIsLimited(String what, String limit, String value, String said)
      throws IOException {
    try (Sessions sessions = sessions("off", limit, value)) {
      TestViewer viewer = sessions.view(tries(what));
      assertThat(viewer.exit().data("exit_code")).isEqualTo(0L);
      assertThat(viewer.all().toString()).contains(said);
    }
  }
}
