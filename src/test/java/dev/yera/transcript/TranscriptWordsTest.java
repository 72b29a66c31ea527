package dev.yera.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.EndReason;
import dev.yera.session.SessionStatus;
import dev.yera.transcript.TranscriptWords.Group;
import dev.yera.transcript.TranscriptWords.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue in German, as the server reads it. */
class TranscriptWordsTest {
  private final TranscriptWords german;

  TranscriptWordsTest() throws IOException {
    german = TranscriptWords.of("de", Files.readString(Path.of("webapp", "pages", "texts.de.js")));
  }

  private void hasAll(Group group, Stream<String> names) {
    assertThat(names)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(german.other(group, name)).as(name).isPresent());
  }

  @Test
  void hasEveryWord() {
    assertThat(Word.values())
        .allSatisfy(word -> assertThat(german.has(word)).as(word.wireName()).isTrue());
  }

  @Test
  void hasWordsForTheNamesOfTheProtocol() {
    hasAll(Group.ENDS, Stream.of(EndReason.values()).map(EndReason::errorType));
    hasAll(Group.LEVELS, Stream.of("info", "success", "warning", "error"));
    hasAll(Group.ROLES, Stream.of("user", "assistant", "system"));
    hasAll(Group.STATES, Stream.of(SessionStatus.values()).map(SessionStatus::wireName));
    hasAll(Group.STEPS, Stream.of("active", "complete", "failed", "stopped"));
  }
}
