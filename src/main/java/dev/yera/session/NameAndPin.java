package dev.yera.session;

import dev.yera.store.StoredSession;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is to become of a session's title, and of its pin. Immutable. */
public final class NameAndPin {
  private static final NameAndPin SAME = new NameAndPin(UnaryOperator.identity());

  private final UnaryOperator<StoredSession> change;

  private NameAndPin(UnaryOperator<StoredSession> change) {
    this.change = change;
  }

  /** Leaves both as they are. */
  public static NameAndPin same() {
    return SAME;
  }

  /** With this title. */
  public NameAndPin titled(String title) {
    return then(state -> state.titled(Optional.of(title)));
  }

  /** Without a title. */
  public NameAndPin untitled() {
    return then(state -> state.titled(Optional.empty()));
  }

  /** Pinned, or not. */
  public NameAndPin pinned(boolean pinned) {
    return then(state -> state.pinned(pinned));
  }

  private NameAndPin then(UnaryOperator<StoredSession> next) {
    return new NameAndPin(state -> next.apply(change.apply(state)));
  }

  StoredSession of(StoredSession state) {
    return change.apply(state);
  }
}
