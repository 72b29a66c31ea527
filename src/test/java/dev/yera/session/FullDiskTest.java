package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.it.SmallDisk;
import dev.yera.session.question.Interaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is really full: a small one in memory. Needs the right to mount one. */
class FullDiskTest {
  private static final int MIB = 1 << 20;

  private static final String LINE =
      "{\"block_type\":\"text\",\"data\":{\"content\":\"%s\"}}".formatted("x".repeat(1000));

  /** Says without end what it can. */
  private static final CommandApp FLOODS = TestApps.events("trap '' TERM; yes '" + LINE + "'");

  private static final CommandApp ASKS =
      TestApps.events(
          "echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; read -r start; read -r answer;"
              + " for i in $(seq 2000); do echo '"
              + LINE
              + "'; done");

  @TempDir private Path folder;

  private SmallDisk disk;

  @BeforeEach
  void mount() throws IOException {
    disk = new SmallDisk(folder, "4m");
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  private Sessions sessions() throws IOException {
    return new Sessions(folder, Map.of("yera.store", "memory", "yera.session.stop-grace", "PT1S"));
  }

  @Test
  void itEndsTheSessionThatFillsItAndNoOther() throws Exception {
    try (Sessions sessions = sessions()) {
      TestViewer other = sessions.view(ASKS);
      other.next("text_input");
      TestViewer flood = sessions.view(FLOODS);
      List<SentEvent> all = flood.all();
      SentEvent exit = all.get(all.size() - 1);
      assertThat(exit.error("error_type")).isEqualTo("StorageFailed");
      assertThat((String) exit.data("reason")).contains("No space left on device");
      // What it said until then can be read, from the disk and from memory.
      assertThat(exit.id()).isEqualTo(all.size()).isGreaterThan(4 * MIB / LINE.length());
      assertThat(TestViewer.of(flood.session(), 0L).all()).isEqualTo(all);
      flood.session().discardLog();

      // The other one was not touched, and has the disk now that it needs it.
      Interaction answer = new Interaction(new BlockId("q"), "x", "text_input");
      other.session().addInteraction(answer);
      assertThat(other.exit().data("exit_code")).isEqualTo(0L);
      assertThat(other.session().sizeOnDisk()).isPositive();
      assertThat(sessions.view(TestApps.events("exit 0")).exit().data("exit_code")).isEqualTo(0L);
    }
  }
}
