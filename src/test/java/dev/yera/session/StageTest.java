package dev.yera.session;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.event.StartUser;
import dev.yera.executor.Mark;
import dev.yera.it.MarkedProcesses;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that nobody is to see. */
class StageTest {
  private static final Creator SERVER = new Creator(Owner.REHEARSAL, StartUser.UNKNOWN);

  @TempDir private Path folder;

  private static Session begin(Stage stage) {
    ListedApp app = stage.app(Stage.COMMAND).orElseThrow();
    SessionId id = stage.create(app, new Arguments(List.of(), Map.of()), SERVER);
    return stage.find(id).orElseThrow();
  }

  @Test
  void whatIsPlayedIsWithNobodyElse() throws IOException {
    try (Sessions sessions = new Sessions(folder, Map.of("yera.store", "files"));
        Stage stage = sessions.openStage()) {
      Session session = begin(stage);
      TestViewer.of(session, 0).next("text_input");
      assertThat(sessions.store().find(session.id().toString())).isEmpty();
      assertThat(sessions.store().page(SessionQuery.of(new SessionQuery.Everybody())).sessions())
          .isEmpty();
      stage.remove(session);
      assertThat(stage.find(session.id())).isEmpty();
      assertThat(sessions.facts(session)).isEmpty();
      assertThat(sessions.measures().starts(Measures.Start.COMMAND).counts()).containsOnly(0);
    }
  }

  @Test
  void afterTheEndNothingRunsAndNothingBegins() throws IOException {
    try (Sessions sessions = new Sessions(folder, Map.of())) {
      Stage stage = sessions.openStage();
      Session session = begin(stage);
      TestViewer.of(session, 0).next("text_input");
      String mark = new Mark(session.id().value()).toString();
      assertThat(MarkedProcesses.of(mark)).isNotEmpty();
      stage.close();
      await().atMost(PATIENCE).until(() -> MarkedProcesses.of(mark).isEmpty());
      assertThatThrownBy(() -> begin(stage)).isInstanceOf(StoppingException.class);
    }
  }
}
