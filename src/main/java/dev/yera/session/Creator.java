package dev.yera.session;

import dev.yera.event.StartUser;
import dev.yera.session.limit.Owner;

/**
 * Who creates a session.
 *
 * @param owner whose it is
 * @param user what its app is told of them
 */
public record Creator(Owner owner, StartUser user) {
  /** Code inside the server. */
  public static final Creator NOBODY = new Creator(Owner.NOBODY, StartUser.UNKNOWN);
}
