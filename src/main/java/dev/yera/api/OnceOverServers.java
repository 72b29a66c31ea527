package dev.yera.api;

import dev.yera.store.OnceForAll;
import dev.yera.store.StoreException;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * As {@link OncePerKey}, over all servers on one store: whichever is asked, the action runs once.
 *
 * @param all what the servers have begun
 */
record OnceOverServers(OnceForAll all) {
  private static final Logger LOG = Logger.getLogger(OnceOverServers.class.getName());

  /**
   * Returns the remembered answer, or that of the action.
   *
   * @throws RefusedException if the key had another body, or the first one is still in progress
   * @throws StoreException if that cannot be known now; then nothing was done
   */
  Remembered once(Scope scope, String key, byte[] body, Supplier<Remembered> action) {
    String request = HexFormat.of().formatHex(OncePerKey.hash(body));
    // Of the two parts the second one has no line end: no two pairs are alike.
    OnceForAll.Turn turn = all.begin("create " + scope.caller().key() + "\n" + key, request);
    if (turn instanceof OnceForAll.Mine mine) {
      return done(mine, action);
    }
    OnceForAll.Begun begun = (OnceForAll.Begun) turn;
    if (!begun.request().equals(request)) {
      throw OncePerKey.anotherBody();
    }
    return Remembered.read(begun.answer().orElseThrow(OncePerKey::inProgress));
  }

  private Remembered done(OnceForAll.Mine mine, Supplier<Remembered> action) {
    Remembered answer;
    try {
      answer = action.get();
    } catch (RuntimeException | Error refused) {
      tried(() -> all.abandon(mine));
      throw refused;
    }
    tried(() -> all.finish(mine, answer.text()));
    return answer;
  }

  /** What was done is done: who asks again is told for a minute that it is in progress. */
  private static void tried(Runnable note) {
    try {
      note.run();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Other servers cannot be told of a create now", e);
    }
  }
}
