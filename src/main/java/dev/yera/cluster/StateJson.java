package dev.yera.cluster;

import dev.yera.catalog.AppId;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Exit;
import dev.yera.event.json.Timestamps;
import dev.yera.session.SessionId;
import dev.yera.session.SessionState;
import dev.yera.session.SessionStatus;
import dev.yera.session.limit.Owner;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of a session, as one node tells it to another. */
final class StateJson {
  private StateJson() {}

  static Map<String, Object> of(SessionState state) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("id", state.id().toString());
    members.put("app_id", state.appId().value());
    members.put("app_name", state.appName());
    members.put("owner", state.owner().key());
    members.put("status", state.status().name());
    members.put("created_at", Timestamps.format(state.createdAt()));
    members.put("started_at", state.startedAt().map(Timestamps::format).orElse(null));
    members.put("ended_at", state.endedAt().map(Timestamps::format).orElse(null));
    members.put("last_event_id", state.lastEventId());
    members.put("viewers", state.viewers());
    members.put("interactions", state.interactions());
    members.put("awaiting", state.awaiting().stream().map(BlockId::value).toList());
    members.put("exit", state.exit().map(Exit::members).orElse(null));
    members.put("title", state.title().orElse(null));
    members.put("pinned", state.pinned());
    return members;
  }

  static SessionState read(Map<?, ?> members) {
    return new SessionState(
        SessionId.parse((String) members.get("id")).orElseThrow(),
        new AppId((String) members.get("app_id")),
        (String) members.get("app_name"),
        Owner.of((String) members.get("owner")),
        SessionStatus.valueOf((String) members.get("status")),
        time(members.get("created_at")).orElseThrow(),
        time(members.get("started_at")),
        time(members.get("ended_at")),
        ((Number) members.get("last_event_id")).longValue(),
        ((Number) members.get("viewers")).intValue(),
        ((Number) members.get("interactions")).intValue(),
        ((List<?>) members.get("awaiting")).stream().map(id -> new BlockId((String) id)).toList(),
        Optional.ofNullable((Map<?, ?>) members.get("exit")).map(StateJson::exit),
        Optional.ofNullable((String) members.get("title")),
        (Boolean) members.get("pinned"));
  }

  private static Exit exit(Map<?, ?> data) {
    Map<String, Object> named = new LinkedHashMap<>();
    data.forEach((name, value) -> named.put((String) name, value));
    return Exit.of(named);
  }

  private static Optional<Instant> time(Object text) {
    return Optional.ofNullable((String) text).flatMap(Timestamps::parse);
  }
}
