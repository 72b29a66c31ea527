package dev.yera.store;

import java.time.Instant;

/**
 * What is stored of a share. Immutable.
 *
 * @param id what it is ended by; no secret
 * @param hash of its token
 * @param session the id of the session that it lets into
 * @param may what it is good for, in the words of those who ask
 */
public record StoredShare(
    String id, String hash, String session, String may, Instant createdAt, Instant expiresAt) {}
