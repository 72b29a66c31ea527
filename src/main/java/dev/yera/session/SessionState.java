package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.session.limit.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of a session. Immutable.
 *
 * @param appName the display name of the app
 * @param startedAt when the first viewer came
 * @param lastEventId the number of the newest event, 0 if there is none
 * @param viewers open streams
 * @param interactions answers accepted so far
 * @param awaiting the blocks that can be answered now, in the order they were asked
 * @param exit how it ended
 */
public record SessionState(
    SessionId id,
    AppId appId,
    String appName,
    Owner owner,
    SessionStatus status,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    long lastEventId,
    int viewers,
    int interactions,
    List<BlockId> awaiting,
    Optional<Exit> exit) {}
