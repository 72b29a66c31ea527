package dev.yera.identity;

import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import java.util.Optional;

/**
 * An admin looks at what is somebody else's, or changes or ends it. Published as a CDI event before
 * it is done.
 *
 * @param admin who does it
 * @param right what they do
 * @param session to which session; empty if to all of the owner
 * @param owner whose that is; empty if everybody's
 */
public record AdminAct(
    Caller admin, Right right, Optional<SessionId> session, Optional<Owner> owner) {}
