package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.catalog.CommandApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store keeps that goes with the server. */
class RetentionTest {
  private static final CommandApp SHORT = TestApps.events("exit 0");

  /** Has more to say than memory keeps. */
  private static final CommandApp LONG =
      TestApps.events(
          "for i in $(seq 300); do printf '{\"block_type\":\"text\",\"data\":{\"content\":\"%09000d\"}}\\n' 1; done");

  @TempDir private Path folder;
  private Sessions sessions;

  @BeforeEach
  void open() throws Exception {
    sessions = new Sessions(folder, Map.of("yera.store", "memory"));
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
  }

  private List<Session> ended(CommandApp app, int n) {
    List<Session> ended = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      TestViewer viewer = sessions.view(app);
      viewer.exit();
      ended.add(viewer.session());
    }
    return ended;
  }

  @Test
  void theOldestOfTheEndedOnesAreTooManyWheneverTheyWereCreated() {
    Session running = sessions.view(TestApps.events("cat >/dev/null")).session();
    Session created = sessions.create(SHORT);
    Session lateStarter = sessions.create(SHORT);
    List<Session> ended = ended(SHORT, 4);
    TestViewer.of(lateStarter, 0L).exit();
    List<Session> all = new ArrayList<>(List.of(lateStarter, running, created));
    all.addAll(ended);

    assertThat(new Retention(2, Long.MAX_VALUE).tooMany(all))
        .containsExactlyInAnyOrderElementsOf(ended.subList(0, 3));
    assertThat(new Retention(5, Long.MAX_VALUE).tooMany(all)).isEmpty();
  }

  @Test
  void whatIsPinnedIsNeverTooMuch() {
    List<Session> ended = ended(LONG, 3);
    ended.get(0).describe(NameAndPin.same().pinned(true));
    assertThat(new Retention(1, Long.MAX_VALUE).tooMany(ended)).containsExactly(ended.get(1));
    assertThat(new Retention(0, 0).tooMany(ended)).doesNotContain(ended.get(0)).hasSize(2);
    ended.get(0).describe(NameAndPin.same().pinned(false));
    assertThat(new Retention(1, Long.MAX_VALUE).tooMany(ended))
        .containsExactlyInAnyOrderElementsOf(ended.subList(0, 2));
  }

  @Test
  void whatIsPinnedIsNotForgottenWithTimeUntilItIsUnpinned() {
    List<Session> ended = ended(SHORT, 2);
    Session pinned = ended.get(0);
    pinned.describe(NameAndPin.same().pinned(true));
    sessions.pass(Duration.ofDays(1));
    await().until(() -> sessions.isExpired(ended.get(1)));
    assertThat(sessions.isExpired(pinned)).isFalse();
    pinned.describe(NameAndPin.same().pinned(false));
    await().until(() -> sessions.isExpired(pinned));
  }

  @Test
  void theLogsOfTheOldestAreTooMuchForTheDisk() {
    List<Session> ended = new ArrayList<>(ended(LONG, 3));
    long each = ended.get(0).sizeOnDisk();
    assertThat(each).isPositive();
    assertThat(new Retention(100, 3 * each).tooMany(ended)).isEmpty();
    assertThat(new Retention(100, 2 * each + each / 2).tooMany(ended))
        .containsExactly(ended.get(0));
    ended.addAll(ended(SHORT, 1));
    assertThat(new Retention(100, each).tooMany(ended))
        .as("what is in memory takes no disk")
        .containsExactlyInAnyOrderElementsOf(ended.subList(0, 2));
  }
}
