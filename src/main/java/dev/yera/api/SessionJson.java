package dev.yera.api;

import dev.yera.event.block.Exit;
import dev.yera.event.json.Timestamps;
import dev.yera.session.ExitForOthers;
import dev.yera.session.SessionState;
import dev.yera.session.diagnostic.Diagnostic;
import dev.yera.session.limit.Owner;
import dev.yera.session.question.AcceptedInteraction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions as JSON of the protocol. */
final class SessionJson {
  private SessionJson() {}

  /** Its state, as one with this sight sees it. */
  static Map<String, Object> state(SessionState state, Sight sight) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("session_id", state.id().toString());
    members.put("app_id", state.appId().value());
    members.put("app_name", state.appName());
    members.put("status", state.status().wireName());
    members.put("created_at", Timestamps.format(state.createdAt()));
    members.put("started_at", time(state.startedAt()));
    members.put("ended_at", time(state.endedAt()));
    members.put("last_event_id", state.lastEventId());
    members.put("viewers", state.viewers());
    members.put("interactions", state.interactions());
    members.put("awaiting", state.awaiting());
    members.put(
        "exit",
        state
            .exit()
            .map(exit -> sight.wholeExit() ? exit : ExitForOthers.of(exit))
            .map(Exit::members)
            .orElse(null));
    members.put("title", state.title().orElse(null));
    members.put("pinned", state.pinned());
    if (sight.owners()) {
      members.put("owner", OwnerName.of(state.owner()));
      members.put("owner_name", state.owner().equals(Owner.NOBODY) ? null : state.owner().id());
    }
    return members;
  }

  private static String time(Optional<Instant> instant) {
    return instant.map(Timestamps::format).orElse(null);
  }

  static Map<String, Object> interaction(AcceptedInteraction accepted) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("blockId", accepted.interaction().blockId().value());
    members.put("value", accepted.interaction().value());
    members.put("blockType", accepted.interaction().blockType());
    members.put("accepted_at", Timestamps.format(accepted.acceptedAt()));
    return members;
  }

  static Map<String, Object> diagnostic(Diagnostic line) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("timestamp", Timestamps.format(line.timestamp()));
    members.put("source", line.source().wireName());
    members.put("text", line.text());
    return members;
  }
}
