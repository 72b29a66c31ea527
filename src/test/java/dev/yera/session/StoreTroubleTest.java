package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.it.SmallDisk;
import dev.yera.session.question.Interaction;
import dev.yera.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in files on a disk that is really full. Needs the right to mount one. */
class StoreTroubleTest {
  private static final int MIB = 1 << 20;
  private static final int LINES = 5_000;

  private static final String LINE =
      "{\"block_type\":\"text\",\"data\":{\"content\":\"%s\"}}".formatted("x".repeat(1000));

  /** Has more to say than the disk takes. */
  private static final CommandApp TALKS = TestApps.events("yes '" + LINE + "' | head -" + LINES);

  private static final CommandApp ASKS =
      TestApps.events(
          "read -r start; echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; read -r answer");

  private static final Interaction ANSWER =
      new Interaction(new BlockId("q"), "x".repeat(20_000), "text_input");

  @TempDir private Path folder;
  private SmallDisk disk;
  private Path others;

  @BeforeEach
  void mount() throws IOException {
    disk = new SmallDisk(folder, "8m");
    others = Files.write(folder.resolve("others"), new byte[4 * MIB]);
  }

  @AfterEach
  void unmount() {
    if (disk != null) {
      disk.close();
    }
  }

  private Sessions sessions() throws IOException {
    return new Sessions(folder, Map.of("yera.store", "files", "yera.session.stop-grace", "PT1S"));
  }

  private static void awaitFull(Session session) {
    await().until(session::isStoreFailing);
  }

  @Test
  void whileItIsFullAppsWaitAndNothingIsLost() throws Exception {
    try (Sessions sessions = sessions()) {
      TestViewer asks = sessions.view(ASKS);
      asks.next("text_input");
      TestViewer talks = sessions.view(TALKS);
      awaitFull(talks.session());
      long shown = talks.session().state().lastEventId();
      assertThat(shown).isLessThan(LINES);
      assertThatThrownBy(() -> talks.session().addInteraction(ANSWER))
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> sessions.create(ASKS)).isInstanceOf(StoreException.class);

      Files.delete(others);
      List<SentEvent> all = talks.all();
      assertThat(all).hasSize(LINES + 2);
      for (int i = 0; i < all.size(); i++) {
        assertThat(all.get(i).id()).isEqualTo(i + 1L);
      }
      assertThat(all.get(all.size() - 1).data("exit_code")).isEqualTo(0L);
      asks.session().addInteraction(ANSWER);
      assertThat(asks.exit().data("exit_code")).isEqualTo(0L);
    }
  }

  @Test
  void whenThePatienceIsOverTheSessionEndsAndSaysSoAsSoonAsThatCanBeStored() throws Exception {
    try (Sessions sessions = sessions()) {
      TestViewer talks = sessions.view(TALKS);
      awaitFull(talks.session());
      sessions.pass(Duration.ofSeconds(61));
      await().until(() -> talks.session().state().status() == SessionStatus.FAILED);
      Files.delete(others);
      List<SentEvent> all = talks.all();
      SentEvent exit = all.get(all.size() - 1);
      assertThat(exit.id()).isEqualTo(all.size());
      assertThat(exit.error("error_type")).isEqualTo("StorageFailed");
      assertThat((String) exit.data("reason")).contains("No space left on device");
      await().until(() -> sessions.stored(talks.session()).end().isPresent());
    }
  }
}
