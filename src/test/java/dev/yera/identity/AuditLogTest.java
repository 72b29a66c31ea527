package dev.yera.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.catalog.AppId;
import dev.yera.session.SessionId;
import dev.yera.store.AuditBook;
import dev.yera.store.AuditEntry;
import dev.yera.store.AuditFiles;
import dev.yera.store.AuditQuery;
import dev.yera.store.MemoryAgreed;
import dev.yera.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditLogTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final User ANN = new User("proxy", "ann", "Ann", Set.of(), Set.of());
  private static final User JOE =
      new User("proxy", "joe", "Joe", Set.of("admins"), Set.of(Role.ADMIN));
  private static final AppId APP = new AppId("it.asks");

  @TempDir Path folder;

  private final AtomicLong nanos = new AtomicLong();
  private final SessionId session = SessionId.random();
  private AuditBook book;
  private AuditLog log;

  @BeforeEach
  void begin() {
    book = new AuditFiles(folder.resolve("audit"), Duration.ofDays(10), CLOCK);
    log = new AuditLog(new MemoryAgreed(CLOCK, id -> true, book), CLOCK, nanos::get);
  }

  private AuditedAct to(Caller caller, Act act) {
    return AuditedAct.to(caller, act, session, ANN.owner(), APP);
  }

  private List<String> noted() {
    return book
        .page(
            new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100))
        .entries()
        .stream()
        .map(AuditLogTest::words)
        .toList();
  }

  private static String words(AuditEntry entry) {
    return "%s %s by %s".formatted(entry.as(), entry.act(), entry.by());
  }

  /** No folder can be made below a file. */
  private void fillTheDisk() throws IOException {
    if (Files.exists(folder.resolve("audit"))) {
      Files.move(folder.resolve("audit"), folder.resolve("before"));
    }
    Files.writeString(folder.resolve("audit"), "");
  }

  @Test
  void oneLooksOnceAnHour() {
    log.note(to(ANN, Act.VIEWED));
    log.note(to(ANN, Act.VIEWED));
    assertThat(noted()).containsExactly("owner viewed by u proxy ann");
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    log.note(to(ANN, Act.VIEWED));
    log.note(AuditedAct.to(ANN, Act.VIEWED, SessionId.random(), ANN.owner(), APP));
    assertThat(noted()).hasSize(3);
  }

  @Test
  void eachLookOfAnAdminIsNoted() {
    log.note(to(JOE, Act.VIEWED));
    log.note(to(JOE, Act.VIEWED));
    assertThat(noted())
        .containsExactly("admin viewed by u proxy joe", "admin viewed by u proxy joe");
  }

  @Test
  void aNamelessSessionIsOfWhoeverUsesIt() {
    Visitor visitor = new Visitor("somebody", Set.of());
    log.note(AuditedAct.to(visitor, Act.CREATED, session, visitor.owner(), APP));
    log.note(AuditedAct.to(ANN, Act.ANSWERED, session, visitor.owner(), APP));
    log.note(AuditedAct.toAll(new Visitor("here", Role.ALL), Act.LISTED));
    assertThat(noted())
        .containsExactly(
            "admin listed by v here",
            "visitor answered by u proxy ann",
            "owner created by v somebody");
  }

  @ParameterizedTest
  @EnumSource(
      value = Act.class,
      names = {"ENDED", "ERASED", "DRAINED"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatAnAdminDoesIsRefusedIfItCannotBeNoted(Act act) throws IOException {
    fillTheDisk();
    assertThatThrownBy(() -> log.note(to(JOE, act))).isInstanceOf(StoreException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Act.class,
      names = {"ENDED", "ERASED", "DRAINED"})
  void whatMakesRoomIsAlwaysPossible(Act act) throws IOException {
    fillTheDisk();
    log.note(to(JOE, act));
    assertThat(folder.resolve("audit")).isEmptyFile();
  }

  @Test
  void whatOneDoesWithOnesOwnGoesOn() throws IOException {
    fillTheDisk();
    log.note(to(ANN, Act.CREATED));
    log.note(to(ANN, Act.VIEWED));
    Files.delete(folder.resolve("audit"));
    log.note(to(ANN, Act.VIEWED));
    assertThat(noted())
        .as("it was not noted before")
        .containsExactly("owner viewed by u proxy ann");
  }
}
