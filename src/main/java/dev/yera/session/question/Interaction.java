package dev.yera.session.question;

import dev.yera.event.block.BlockId;

/**
 * A user's answer to a block, as a client sends it.
 *
 * @param blockId the question, or the form
 * @param value any JSON value, as {@link dev.yera.event.json.Json} reads it
 * @param blockType the type of the block
 */
public record Interaction(BlockId blockId, Object value, String blockType) {}
