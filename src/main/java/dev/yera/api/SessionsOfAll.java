package dev.yera.api;

import dev.yera.event.block.Failure;
import dev.yera.event.json.Timestamps;
import dev.yera.session.SessionId;
import dev.yera.session.SessionList;
import dev.yera.session.SessionService;
import dev.yera.session.SessionState;
import dev.yera.session.SessionStatus;
import dev.yera.session.limit.Owner;
import dev.yera.store.SessionQuery;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose sessions there are and how they stand, for admins who look on for a while. What sessions
 * said, were answered and are called is not told.
 */
@ApplicationScoped
public class SessionsOfAll {
  private static final String OWNER = "owner";

  @EJB private SessionService service;
  @Inject private Access access;

  /**
   * Which of them; equal for equal questions, whoever asks. Holds what {@link SessionsOfAll#asked}
   * has let through.
   */
  public static final class Asked {
    private final SessionQuery query;
    private final Optional<SessionStatus> status;

    private Asked(SessionQuery query, Optional<SessionStatus> status) {
      this.query = query;
      this.status = status;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Asked asked
          && query.equals(asked.query)
          && status.equals(asked.status);
    }

    @Override
    public int hashCode() {
      return 31 * query.hashCode() + status.hashCode();
    }
  }

  /**
   * What the caller asks for.
   *
   * @param parameters as of {@code GET /api/sessions}; without {@code owner} of everybody
   * @throws RefusedException if the caller is no admin, or a parameter cannot be what it is
   */
  public Asked asked(MultivaluedMap<String, String> parameters) {
    ListQuery text = new ListQuery(parameters);
    String owner = parameters.getFirst(OWNER);
    SessionQuery query = text.sessions(access.listed(owner == null ? Access.ALL : owner));
    if (query.words().isPresent()) {
      throw RefusedException.parameter("q", "q is refused: what was said is not looked at here.");
    }
    return new Asked(query, text.status());
  }

  /**
   * Notes that the caller looks at these from now on.
   *
   * @throws dev.yera.store.StoreException if it cannot be noted, and is not to be done
   */
  public void note(Asked asked) {
    access.noteListing(asked.query.whose());
  }

  /**
   * How they stand now: a page, and where the next one begins.
   *
   * @throws dev.yera.store.StoreException if the store cannot be used
   */
  public Map<String, Object> page(Asked asked) {
    SessionList page =
        asked
            .status
            .map(each -> service.sessionsOf(asked.query, each))
            .orElseGet(() -> service.sessionsOf(asked.query));
    Map<SessionId, String> nodes =
        service.shared().nodesOf(page.sessions().stream().map(SessionState::id).toList());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "sessions",
        page.sessions().stream().map(each -> members(each, nodes.get(each.id()))).toList());
    members.put("next", page.next().map(ListCursor::of).orElse(null));
    return members;
  }

  private static Map<String, Object> members(SessionState state, String node) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("session_id", state.id().toString());
    members.put("app_id", state.appId().value());
    members.put("app_name", state.appName());
    members.put("status", state.status().wireName());
    members.put("created_at", Timestamps.format(state.createdAt()));
    members.put("started_at", state.startedAt().map(Timestamps::format).orElse(null));
    members.put("ended_at", state.endedAt().map(Timestamps::format).orElse(null));
    members.put("viewers", state.viewers());
    members.put("interactions", state.interactions());
    members.put("waits", !state.awaiting().isEmpty());
    members.put(
        "error_type",
        state
            .exit()
            .flatMap(exit -> Optional.ofNullable(exit.error()))
            .map(Failure::errorType)
            .orElse(null));
    members.put(OWNER, OwnerName.of(state.owner()));
    members.put("owner_name", state.owner().equals(Owner.NOBODY) ? null : state.owner().id());
    members.put("node_id", node);
    return members;
  }
}
