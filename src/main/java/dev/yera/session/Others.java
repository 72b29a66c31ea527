package dev.yera.session;

import dev.yera.store.StoredSession;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The other servers that share the store, as far as sessions must know of them. Thread-safe.
 *
 * @see SessionsOpened
 */
public interface Others {
  /** There are none. */
  Others NONE =
      new Others() {
        @Override
        public boolean own(String session) {
          return false;
        }

        @Override
        public Map<SessionId, SessionState> states(List<StoredSession> sessions) {
          return Map.of();
        }

        @Override
        public void erase(Collection<SessionId> sessions) {
          // There is nobody who has one.
        }

        @Override
        public boolean takeInstead() {
          return false;
        }

        @Override
        public void leave() {
          // Nobody waits for it.
        }
      };

  /** Whether one of them owns this session, and lives. */
  boolean own(String session);

  /** Those of these that they run, as they are now, if they can be asked. */
  Map<SessionId, SessionState> states(List<StoredSession> sessions);

  /** Ends and erases those of these that they own. */
  void erase(Collection<SessionId> sessions);

  /** Whether they take new sessions in the place of this server, which is about to end. */
  boolean takeInstead();

  /** This server has ended its sessions. */
  void leave();
}
