package dev.yera.session;

import dev.yera.app.call.Arguments;
import dev.yera.catalog.ListedApp;
import dev.yera.event.StartUser;
import dev.yera.event.block.Exit;
import dev.yera.store.Links;
import dev.yera.store.StoredSession;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A session as the store keeps it. Invariant: what {@link #created} puts in, the others read out,
 * also on a server of a later version.
 */
final class AsStored {
  private static final String ARGS = "args";
  private static final String KWARGS = "kwargs";
  private static final String USER = "user";

  private AsStored() {}

  /**
   * One that was just created.
   *
   * @param fork the answers that it is given, of what other session; empty for none
   */
  static StoredSession created(
      SessionId id,
      ListedApp app,
      Arguments arguments,
      Creator creator,
      Optional<Fork> fork,
      Instant now) {
    Map<String, Object> bound = new LinkedHashMap<>();
    bound.put(ARGS, arguments.args());
    bound.put(KWARGS, arguments.kwargs());
    bound.put(USER, creator.user().members());
    fork.ifPresent(each -> bound.put(Fork.REPLAY, each.replay()));
    return new StoredSession(
        id.toString(),
        creator.owner().key(),
        app.id().value(),
        app.name(),
        bound,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        fork.map(each -> Links.from(each.from().toString())).orElse(Links.NONE));
  }

  /** What its app is called with; nothing if that was too large to be kept. */
  static Arguments arguments(StoredSession stored) {
    Map<String, Object> bound = stored.arguments();
    if (bound == null) {
      return new Arguments(List.of(), Map.of());
    }
    Map<String, Object> named = new LinkedHashMap<>();
    ((Map<?, ?>) bound.get(KWARGS)).forEach((name, value) -> named.put((String) name, value));
    return new Arguments((List<?>) bound.get(ARGS), named);
  }

  /** Who its app is told that it runs for. */
  static StartUser user(StoredSession stored) {
    return StartUser.of(member(stored, USER));
  }

  /** The answers that it is given of another session. */
  static Replay replay(StoredSession stored) {
    return Replay.of(member(stored, Fork.REPLAY));
  }

  private static Object member(StoredSession stored, String name) {
    return stored.arguments() == null ? null : stored.arguments().get(name);
  }

  /** How it ended; empty if it has not. */
  static Optional<Phase.Ended> ending(StoredSession stored) {
    return stored
        .end()
        .map(
            end ->
                new Phase.Ended(
                    stored.startedAt().orElse(stored.createdAt()), end.at(), Exit.of(end.exit())));
  }
}
