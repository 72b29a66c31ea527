package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.BlockId;
import dev.yera.measure.Durations;
import dev.yera.session.question.Interaction;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sessions add up to, with real processes. */
class MeasuresTest {
  private static long count(Durations durations) {
    return LongStream.of(durations.counts()).sum();
  }

  @Test
  void theSumsAreWhatTheLogsHave(@TempDir Path folder) throws Exception {
    try (Sessions sessions = new Sessions(folder, Map.of())) {
      TestViewer viewer =
          sessions.view(
              TestApps.events(
                  "echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; read s; read a;"
                      + " echo '{\"block_type\":\"markdown\",\"data\":{\"content\":\"thanks\"}}'"));
      viewer.next("text_input");
      Session session = viewer.session();
      Measures measures = sessions.measures();
      session.addToMeasures();
      session.addToMeasures(); // nothing counts twice
      assertThat(measures.events()).isEqualTo(2);

      session.addInteraction(new Interaction(new BlockId("q"), "an answer", "text_input"));
      viewer.all();
      session.over().join();
      assertThat(session.status()).isEqualTo(SessionStatus.EXITED);
      assertThat(session.unstored()).isZero();
      assertThat(session.storeTroubleNanos()).isZero();
      assertThat(measures.events()).as("its end counts the rest").isEqualTo(5);
      assertThat(measures.bytes()).isEqualTo(sessions.stored(session).end().orElseThrow().bytes());
      session.addToMeasures();
      assertThat(measures.events()).isEqualTo(5);

      assertThat(count(measures.starts(Measures.Start.COMMAND))).isEqualTo(1);
      assertThat(count(measures.starts(Measures.Start.COLD))).isZero();
      assertThat(count(measures.answers())).isEqualTo(1);
      assertThat(count(measures.stores())).isPositive();

      Session later = sessions.again(session, TestApps.command("true"));
      later.addToMeasures();
      assertThat(measures.events()).as("what was said before this server").isEqualTo(5);
    }
  }
}
