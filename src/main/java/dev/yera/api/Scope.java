package dev.yera.api;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import java.util.Optional;

/**
 * What an {@code Idempotency-Key} belongs to: two callers who choose the same one have two.
 *
 * @param caller who sent it
 * @param session whose question is answered; empty for a create
 */
record Scope(Owner caller, Optional<SessionId> session) {
  static Scope ofCreates(Owner caller) {
    return new Scope(caller, Optional.empty());
  }

  static Scope ofAnswers(Owner caller, SessionId session) {
    return new Scope(caller, Optional.of(session));
  }
}
