package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.ListedApp;
import dev.yera.event.StartUser;
import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import dev.yera.event.reason.ReasonKey;
import dev.yera.identity.Caller;
import dev.yera.identity.Right;
import dev.yera.session.Creator;
import dev.yera.session.Session;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.trace.TraceParent;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates sessions as a request asks for. */
@ApplicationScoped
public class Creates {
  @EJB private SessionService service;
  @Inject private Access access;
  @Inject private JsonBody json;
  @Inject private Idempotency idempotency;
  @Inject private ServletContext context;

  /**
   * Creates a session, or gives the answer again that was given to this key.
   *
   * @param key the request's {@code Idempotency-Key}, or null
   */
  Response create(HttpHeaders headers, InputStream body, String key) throws IOException {
    byte[] bytes = json.read(headers, body);
    return idempotency.once(
        Scope.ofCreates(access.caller().owner()),
        key,
        bytes,
        () -> create(headers, JsonBody.parse(bytes)));
  }

  private Response create(HttpHeaders headers, Object body) {
    if (!(body instanceof Map<?, ?> members)) {
      throw new BadArgumentsException("app_id", ReasonKey.CREATE_BODY.with());
    }
    if (!(members.get("app_id") instanceof String appId)) {
      throw new BadArgumentsException("app_id", ReasonKey.IT.with(ReasonKey.STRING.with()));
    }
    ListedApp app = access.app(appId);
    Caller caller = access.caller();
    StartUser user =
        CreatingUser.of(caller, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), members);
    SessionId id =
        service.createSession(
            app, args(members), kwargs(members), new Creator(caller.owner(), user, trace(headers)));
    return created(id, app, Optional.empty());
  }

  private Response created(SessionId id, ListedApp app, Optional<SessionId> from) {
    access.created(id, app.id());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("session_id", id.toString());
    answer.put("app_id", app.id().value());
    answer.put("status", "created");
    from.ifPresent(other -> answer.put("forked_from", other.toString()));
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, context.getContextPath() + "/api/sessions/" + id)
        .entity(Json.bytes(answer))
        .build();
  }

  /**
   * Creates a session that is given the answers of another one; see {@link #create(HttpHeaders,
   * InputStream, String)}.
   *
   * @param id of the other one
   */
  Response fork(String id, HttpHeaders headers, InputStream body, String key) throws IOException {
    Session from = access.session(id, Right.FORK);
    byte[] bytes = json.read(headers, body);
    return idempotency.once(
        Scope.ofCreates(access.caller().owner()),
        key,
        ofSession(from.id(), bytes), // with the same key another session's fork is another request
        () -> fork(from, headers, JsonBody.parse(bytes)));
  }

  private static byte[] ofSession(SessionId id, byte[] body) {
    byte[] name = id.toString().getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(name, name.length + body.length);
    System.arraycopy(body, 0, all, name.length, body.length);
    return all;
  }

  private Response fork(Session from, HttpHeaders headers, Object body) {
    if (!(body instanceof Map<?, ?> members)) {
      throw new BadArgumentsException("upto", ReasonKey.ANY_BODY.with());
    }
    Object upto = members.get("upto");
    if (upto != null && !(upto instanceof String text && !text.isEmpty())) {
      throw new BadArgumentsException(
          "upto", ReasonKey.IT.with(ReasonKey.OR_NULL.with(ReasonKey.BLOCK.with())));
    }
    ListedApp app = access.app(from.app().id().value());
    Caller caller = access.caller();
    StartUser user =
        CreatingUser.of(caller, headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE), members);
    SessionId id =
        service.forkSession(
            from,
            app,
            Optional.ofNullable((String) upto).map(BlockId::new),
            new Creator(caller.owner(), user, trace(headers)));
    return created(id, app, Optional.of(from.id()));
  }

  /** In which trace a request is made; what is none is as if it were not there. */
  static Optional<TraceParent> trace(HttpHeaders headers) {
    return TraceParent.parse(headers.getHeaderString(TraceParent.NAME));
  }

  private static List<?> args(Map<?, ?> members) {
    Object args = members.get("args");
    if (args == null) {
      return List.of();
    }
    if (args instanceof List<?> list) {
      return list;
    }
    throw new BadArgumentsException("args", ReasonKey.IT.with(ReasonKey.LIST.with()));
  }

  private static Map<String, ?> kwargs(Map<?, ?> members) {
    Object kwargs = members.get("kwargs");
    if (kwargs == null) {
      return Map.of();
    }
    if (!(kwargs instanceof Map<?, ?> map)) {
      throw new BadArgumentsException("kwargs", ReasonKey.IT.with(ReasonKey.OBJECT.with()));
    }
    Map<String, Object> named = new LinkedHashMap<>();
    map.forEach((name, value) -> named.put((String) name, value));
    return named;
  }
}
