package dev.yera.event.block;

import java.util.Map;

/**
 * A block type that this version does not know; it is passed through.
 *
 * @param eventClass the class that the app gave
 * @param blockType its name on the wire
 * @param members all its members
 */
public record UnknownBlock(EventClass eventClass, String blockType, Map<String, Object> members)
    implements Block {}
