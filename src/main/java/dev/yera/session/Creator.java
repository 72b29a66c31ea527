package dev.yera.session;

import dev.yera.event.StartUser;
import dev.yera.session.limit.Owner;
import dev.yera.trace.TraceParent;
import java.util.Optional;

/**
 * Who creates a session.
 *
 * @param owner whose it is
 * @param user what its app is told of them
 * @param trace in which that is done
 */
public record Creator(Owner owner, StartUser user, Optional<TraceParent> trace) {
  /** Code inside the server. */
  public static final Creator NOBODY = new Creator(Owner.NOBODY, StartUser.UNKNOWN);

  /** One who is not traced. */
  public Creator(Owner owner, StartUser user) {
    this(owner, user, Optional.empty());
  }

  Creator in(Optional<TraceParent> place) {
    return new Creator(owner, user, place);
  }
}
