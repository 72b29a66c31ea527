package dev.yera.session;

import dev.yera.catalog.AppId;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.session.limit.Owner;
import dev.yera.store.StoredSession;
import dev.yera.transcript.TranscriptHead;
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
 * @param title what its owner calls it
 * @param pinned whether it outlives the retention
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
    Optional<Exit> exit,
    Optional<String> title,
    boolean pinned) {

  /** One that is stored, and not in memory. */
  static SessionState of(StoredSession stored) {
    Optional<StoredSession.End> end = stored.end();
    Optional<Exit> exit = end.map(how -> Exit.of(how.exit()));
    return new SessionState(
        SessionId.parse(stored.id()).orElseThrow(),
        new AppId(stored.appId()),
        stored.appName(),
        Owner.of(stored.owner()),
        exit.map(SessionStatus::of)
            .orElse(stored.startedAt().isPresent() ? SessionStatus.RUNNING : SessionStatus.CREATED),
        stored.createdAt(),
        stored.startedAt(),
        end.map(StoredSession.End::at),
        end.map(StoredSession.End::lastEventId).orElse(0L),
        0,
        end.map(StoredSession.End::interactions).orElse(0),
        List.of(),
        exit,
        stored.title(),
        stored.pinned());
  }

  /** What stands above its transcript. */
  TranscriptHead head() {
    return new TranscriptHead(
        id.toString(),
        appId.value(),
        appName,
        title,
        status.wireName(),
        createdAt,
        startedAt,
        endedAt);
  }
}
