package dev.yera.session;

import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a store that goes with the server keeps: how many ended sessions are kept, and how much of
 * the disk their logs may take; the oldest that nobody pinned are forgotten first.
 *
 * @param most sessions
 * @param mostBytes bytes of logs on disk
 */
record Retention(int most, long mostBytes) {
  Retention(Settings settings) {
    this(
        settings.get(SessionSettings.SESSIONS_MAX_RETAINED),
        settings.get(SessionSettings.WORK_MAX_BYTES));
  }

  private record Ended(Session session, SessionState state) {}

  /** The ended sessions that exceed the limits. */
  List<Session> tooMany(Collection<Session> sessions) {
    List<Ended> newestFirst =
        sessions.stream()
            .map(session -> new Ended(session, session.state()))
            .filter(each -> each.state().endedAt().isPresent())
            .sorted(
                Comparator.comparing((Ended each) -> each.state().endedAt().orElseThrow())
                    .reversed())
            .toList();
    List<Session> tooMany = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < newestFirst.size(); i++) {
      Session session = newestFirst.get(i).session();
      bytes += session.sizeOnDisk();
      boolean isPinned = newestFirst.get(i).state().pinned();
      if (!isPinned && (i >= most || bytes > mostBytes)) {
        tooMany.add(session);
      }
    }
    return tooMany;
  }
}
