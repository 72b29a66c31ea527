package dev.yera.identity;

import dev.yera.session.SessionId;
import java.time.Instant;

/**
 * A way into one session for whoever has its token. The token itself is known to nobody here.
 *
 * @param id what it is ended by; no secret
 */
public record Share(String id, SessionId session, May may, Instant createdAt, Instant expiresAt) {}
