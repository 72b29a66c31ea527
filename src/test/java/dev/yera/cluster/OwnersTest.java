package dev.yera.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.session.SessionId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OwnersTest {
  private final Owners owners = new Owners();

  private static SessionId session() {
    return SessionId.parse(UUID.randomUUID().toString()).orElseThrow();
  }

  @Test
  void theLastWordIsRemembered() {
    SessionId session = session();
    assertThat(owners.of(session)).isEmpty();
    owners.remember(session, "a");
    owners.remember(session, "b");
    assertThat(owners.of(session)).contains("b");
    owners.forget(session);
    assertThat(owners.of(session)).isEmpty();
  }

  @Test
  void whatNobodyAsksForGivesWay() {
    SessionId asked = session();
    SessionId notAsked = session();
    owners.remember(asked, "a");
    owners.remember(notAsked, "a");
    for (int i = 2; i <= Owners.MOST; i++) {
      assertThat(owners.of(asked)).contains("a");
      owners.remember(session(), "a");
    }
    assertThat(owners.of(asked)).contains("a");
    assertThat(owners.of(notAsked)).isEmpty();
  }
}
