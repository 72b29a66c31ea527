package dev.yera.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What a store keeps.
 *
 * @param sessions how many, running ones too
 * @param bytes of the logs of those that have ended, and of the files of all
 * @param oldest when the oldest of them was created; empty if there is none
 */
public record StoreUse(long sessions, long bytes, Optional<Instant> oldest) {}
