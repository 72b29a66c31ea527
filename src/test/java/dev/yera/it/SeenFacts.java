package dev.yera.it;

import dev.yera.session.SessionFact;
import dev.yera.session.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Observes what sessions publish, as a team's own code does. */
@ApplicationScoped
public class SeenFacts {
  private final List<SessionFact> seen = new CopyOnWriteArrayList<>();

  public void see(@Observes SessionFact fact) {
    seen.add(fact);
  }

  /** The names of this session's facts, in their order. */
  public List<String> of(SessionId session) {
    return seen.stream()
        .filter(fact -> fact.session().equals(session))
        .map(fact -> fact.getClass().getSimpleName())
        .toList();
  }
}
