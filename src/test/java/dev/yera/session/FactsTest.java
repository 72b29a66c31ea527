package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.session.question.Interaction;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<SessionFact> seen = new ArrayList<>();

  private static SessionFact fact() {
    return new SessionFact.Started(SessionId.random(), Instant.EPOCH);
  }

  @Test
  void nobodyIsToldOnTheThreadOfWhoPublishes() {
    Facts facts = new Facts(threads::add, seen::add);
    SessionFact first = fact();
    SessionFact second = fact();
    facts.accept(first);
    facts.accept(second);
    assertThat(threads).isEmpty();
    facts.tick();
    assertThat(seen).isEmpty();
    threads.remove().run();
    assertThat(seen).containsExactly(first, second);
    facts.tick();
    assertThat(threads).isEmpty();
  }

  @Test
  void anObserverThatFailsMissesThatFactOnly() {
    Facts facts =
        new Facts(
            threads::add,
            fact -> {
              seen.add(fact);
              throw new IllegalStateException("broken");
            });
    facts.accept(fact());
    facts.accept(fact());
    facts.deliver();
    assertThat(seen).hasSize(2);
  }

  @Test
  void whoIsTooSlowLosesTheNewestAndTheServerNoMemory() {
    Facts facts = new Facts(threads::add, seen::add);
    SessionFact first = fact();
    facts.accept(first);
    for (int i = 0; i < Facts.MOST + 5; i++) {
      facts.accept(fact());
    }
    facts.deliver();
    assertThat(seen).hasSize(Facts.MOST).startsWith(first);
    SessionFact later = fact();
    facts.accept(later);
    facts.deliver();
    assertThat(seen).endsWith(later);
  }

  @Test
  void aSessionPublishesWhatHappensToItInOrder(@TempDir Path folder) throws Exception {
    try (Sessions sessions = new Sessions(folder, Map.of())) {
      TestViewer viewer =
          sessions.view(
              TestApps.events(
                  "echo '{\"block_type\":\"text_input\",\"block_id\":\"q\"}'; read s; read a"));
      viewer.next("text_input");
      viewer
          .session()
          .addInteraction(
              new Interaction(new dev.yera.event.block.BlockId("q"), "a secret", "text_input"));
      viewer.all();
      viewer.session().over().join();
      org.awaitility.Awaitility.await().until(() -> sessions.facts(viewer.session()).size() == 4);
      List<SessionFact> facts = sessions.facts(viewer.session());
      assertThat(facts)
          .extracting(fact -> fact.getClass().getSimpleName())
          .containsExactly("Started", "Viewed", "Answered", "Ended");
      assertThat(facts.toString()).doesNotContain("a secret");
    }
  }
}
