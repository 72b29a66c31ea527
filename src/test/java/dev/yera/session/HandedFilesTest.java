package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.catalog.CommandApp;
import dev.yera.event.block.BlockId;
import dev.yera.file.FileCopyException;
import dev.yera.it.SmallDisk;
import dev.yera.session.question.Interaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of answers on their way to the app, where something is in it. */
class HandedFilesTest {
  private static final String ASKS =
      """
      read -r start
      echo '{"block_type":"file_input","block_id":"q"}'
      read -r answer
      path=${answer##*\\"path\\":\\"}
      path=${path%%\\"*}
      echo "{\\"block_type\\":\\"text\\",\\"data\\":{\\"content\\":\\"$(head -c 7 "$path")\\"}}"
      """;

  @TempDir private Path folder;

  private Sessions sessions() throws Exception {
    return new Sessions(folder, Map.of("yera.store", "memory"));
  }

  private static Interaction answer(String file) {
    return new Interaction(new BlockId("q"), List.of(file), "file_input");
  }

  private static byte[] content(int length) {
    return "content".repeat(length / 7).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aFullDiskIsSaidAndTheQuestionStaysOpen() throws Exception {
    try (SmallDisk disk = new SmallDisk(folder, "4m");
        Sessions sessions = sessions()) {
      TestViewer viewer = sessions.view(TestApps.events(ASKS));
      viewer.next("file_input");
      Session session = viewer.session();
      String file = sessions.upload(session, "a.bin", content(1_000_000));
      disk.fillBut(500_000);
      assertThatThrownBy(() -> session.addInteraction(answer(file)))
          .isInstanceOf(FileCopyException.class)
          .hasMessageContaining("has no room for them");
      assertThat(session.state().awaiting()).containsExactly(new BlockId("q"));
      disk.empty();
      session.addInteraction(answer(file));
      assertThat(viewer.next("text").data("content")).isEqualTo("content");
      viewer.exit();
    }
  }

  @Test
  void noLinkThatAnAppMadeIsFollowed() throws Exception {
    Path target = Files.createDirectory(folder.resolve("target"));
    CommandApp app =
        TestApps.events(
            "rmdir \"$HOME/../files\"; ln -s '%s' \"$HOME/../files\"\n".formatted(target) + ASKS);
    try (Sessions sessions = sessions()) {
      TestViewer viewer = sessions.view(app);
      viewer.next("file_input");
      String file = sessions.upload(viewer.session(), "a.txt", content(7));
      assertThatThrownBy(() -> viewer.session().addInteraction(answer(file)))
          .isInstanceOf(FileCopyException.class);
      assertThat(target).isEmptyDirectory();
    }
  }

  @Test
  void aLinkInThePlaceOfACopyIsReplaced() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "another");
    CommandApp app =
        TestApps.events(
            """
            read -r start
            echo '{"block_type":"text_input","block_id":"id"}'
            read -r answer
            id=${answer##*\\"value\\":\\"}
            ln -s '%s' "$HOME/../files/${id%%%%\\"*}.txt"
            """
                    .formatted(target)
                + ASKS.replace("read -r start\n", ""));
    try (Sessions sessions = sessions()) {
      TestViewer viewer = sessions.view(app);
      viewer.next("text_input");
      String file = sessions.upload(viewer.session(), "a.txt", content(7));
      viewer.session().addInteraction(new Interaction(new BlockId("id"), file, "text_input"));
      viewer.next("file_input");
      viewer.session().addInteraction(answer(file));
      assertThat(viewer.next("text").data("content")).isEqualTo("content");
      assertThat(target).hasContent("another");
      viewer.exit();
    }
  }
}
