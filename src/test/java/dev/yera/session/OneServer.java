package dev.yera.session;

import dev.yera.Patience;
import dev.yera.app.call.Arguments;
import dev.yera.catalog.Catalog;
import dev.yera.catalog.ListedApp;
import dev.yera.session.limit.Slots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sessions of a server and what it does with them, without an application server. */
final class OneServer implements AutoCloseable {
  final Sessions sessions;
  final LocalSessions here = new LocalSessions();
  final Slots slots;
  final FormerSessions former;
  final Forgetting forgetting;
  final SharedSessions shared;
  final Creation creation;

  OneServer(Path folder, Map<String, String> settings) throws IOException {
    this(folder, settings, Clock.systemUTC());
  }

  OneServer(Path folder, Map<String, String> settings, Clock clock) throws IOException {
    sessions = new Sessions(folder, settings, clock);
    SessionContext context = sessions.context();
    slots = new Slots(context.settings());
    former = new FormerSessions(here, context, new NoApps(), slots);
    forgetting = new Forgetting(here, former, context);
    shared = new SharedSessions(here, former, context);
    creation = new Creation(here, context, slots, forgetting);
    sessions.whenLost(shared::lost);
  }

  private static final class NoApps extends Catalog {}

  Session create(ListedApp app) {
    Arguments arguments = app.bind(List.of(), Map.of());
    SessionId id = creation.create(app, arguments, Creator.NOBODY, Optional.empty());
    return here.find(id).orElseThrow();
  }

  boolean isStored(Session session) {
    return sessions.store().find(session.id().toString()).isPresent();
  }

  @Override
  public void close() throws IOException {
    List<Session> last = List.copyOf(here.all());
    last.forEach(Session::abandon);
    last.forEach(each -> Patience.join(each.over()));
    sessions.close();
  }
}
