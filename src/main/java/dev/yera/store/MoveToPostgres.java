package dev.yera.store;

import dev.yera.event.SseFrame;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreKind;
import dev.yera.settings.StoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Copies the sessions of {@code yera.store.dir} to the database that {@code yera.store} names,
 * while no server uses either. It can be stopped at any time and started again: what is there
 * already is not copied twice. The files stay.
 */
public final class MoveToPostgres {
  private static final int PAGE = 200;

  private final SessionStore from;
  private final SessionStore to;
  private final PrintStream progress;
  private long copied;
  private long skipped;

  MoveToPostgres(SessionStore from, SessionStore to, PrintStream progress) {
    this.from = from;
    this.to = to;
    this.progress = progress;
  }

  /** Settings come from system properties and the environment; exits with 1 if it fails. */
  public static void main(String[] args) {
    try {
      run(new Settings(MoveToPostgres::setting), System.out);
    } catch (StoreException | BadSettingException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Optional<String> setting(String key) {
    String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return Optional.ofNullable(System.getProperty(key, System.getenv(variable)));
  }

  static void run(Settings settings, PrintStream progress) throws IOException {
    StoreKind kind = settings.get(StoreSettings.STORE).kind();
    if (kind != StoreKind.POSTGRESQL) {
      throw new BadSettingException(
          "yera.store must be the jdbc:postgresql:… to which the sessions go", null);
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try (SessionStore from =
            new FileStore(
                settings.storeFolder(),
                settings.get(StoreSettings.STORE_SYNC),
                KeyFile.of(settings),
                threads);
        PostgresStore to = new PostgresStore(settings, threads)) {
      if (to.isOfNodes()) {
        throw new StoreException(
            "The nodes of a cluster use the database: end them, and try again when their leases are"
                + " over (yera.cluster.lease)",
            null);
      }
      new MoveToPostgres(from, to, progress).copy();
      to.addWords();
    } finally {
      threads.shutdown();
    }
  }

  void copy() throws IOException {
    SessionQuery all = SessionQuery.of(new SessionQuery.Everybody());
    Optional<ListPlace> place = Optional.empty();
    do {
      SessionPage page = from.page(all.part(place, PAGE));
      for (StoredSession session : page.sessions()) {
        copy(session);
      }
      place = page.next();
      progress.printf("%d sessions copied, %d were there%n", copied, skipped);
    } while (place.isPresent());
  }

  private void copy(StoredSession session) throws IOException {
    Optional<StoredSession> there = to.find(session.id());
    EventLog source = from.log(session, () -> {});
    if (there.isPresent() && there.get().end().isPresent()) {
      if (isWhole(there.get().end().get(), session, source)) {
        skipped++;
        return;
      }
      to.remove(session.id());
      there = Optional.empty();
    }
    EventLog copy =
        there.isPresent() ? to.log(there.get(), () -> {}) : to.add(unended(session), () -> {});
    EventLog.Cursor cursor = source.cursorAfter(copy.lastId());
    for (Slice slice = cursor.next(); slice != null; slice = cursor.next()) {
      append(slice, copy);
      copy.store();
    }
    copy.close();
    copy.store();
    if (copy.lastId() != source.lastId()) {
      throw new IOException(
          "The database has %d events of session %s, and the files have %d"
              .formatted(copy.lastId(), session.id(), source.lastId()));
    }
    copyFiles(session.id());
    to.put(session);
    copied++;
  }

  /** A server that found a part of a session there has ended that as lost. */
  private static boolean isWhole(StoredSession.End there, StoredSession session, EventLog source) {
    return session.end().map(there::equals).orElseGet(() -> there.lastEventId() > source.lastId());
  }

  private void copyFiles(String session) throws IOException {
    for (StoredFile file : from.files().list(session)) {
      if (to.files().find(session, file.id()).isEmpty()) {
        FileShelf.Label label = new FileShelf.Label(file.id(), file.name(), file.type());
        try (InputStream content = from.files().open(session, file, 0)) {
          to.files().put(session, label, content, Long.MAX_VALUE);
        }
      }
    }
  }

  /** So that one of which a part is copied is known as such. */
  private static StoredSession unended(StoredSession session) {
    return new StoredSession(
        session.id(),
        session.owner(),
        session.appId(),
        session.appName(),
        session.arguments(),
        session.createdAt(),
        session.startedAt(),
        Optional.empty(),
        session.title(),
        session.pinned(),
        session.links());
  }

  private static void append(Slice slice, EventLog copy) {
    int to = slice.offset() + slice.length();
    for (int at = slice.offset(); at < to; ) {
      int end = SseFrame.end(slice.bytes(), at, to);
      copy.append(SseFrame.payload(slice.bytes(), at, end));
      at = end;
    }
  }
}
