package dev.yera.store;

import java.util.Optional;

/**
 * Whose a stored session is.
 *
 * @param node which server writes it, or did; empty if it has no name
 * @param fence how often it changed hands: only who knows the newest number can append
 * @param hasEnded whether nobody writes it any more
 */
public record Ownership(Optional<String> node, long fence, boolean hasEnded) {}
