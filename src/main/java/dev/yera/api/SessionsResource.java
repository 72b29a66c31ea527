package dev.yera.api;

import dev.yera.catalog.ListedApp;
import dev.yera.event.block.BlockId;
import dev.yera.event.json.Json;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import dev.yera.identity.Act;
import dev.yera.identity.Caller;
import dev.yera.identity.Right;
import dev.yera.session.NameAndPin;
import dev.yera.session.Session;
import dev.yera.session.SessionList;
import dev.yera.session.SessionService;
import dev.yera.session.SessionState;
import dev.yera.session.SessionStatus;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.Interaction;
import dev.yera.store.SessionQuery;
import dev.yera.stream.Reader;
import dev.yera.stream.SinkSender;
import dev.yera.stream.Viewer;
import dev.yera.trace.TraceParent;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions: create, show, describe, answer, end. */
@Path("sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {
  @EJB private SessionService service;
  @Inject private Access access;
  @Inject private Creates creates;
  @Inject private Streams streams;
  @Inject private JsonBody json;
  @Inject private Idempotency idempotency;
  @Context private HttpServletRequest request;
  @Context private HttpHeaders headers;
  @Context private UriInfo uri;

  /** {@code create_session}. */
  @POST
  public Response create(InputStream body, @HeaderParam("Idempotency-Key") String key)
      throws IOException {
    return creates.create(headers, body, key);
  }

  /**
   * The same, for who asks for events: the answer is the beginning of the stream, so that the first
   * question is there a round trip earlier.
   */
  @POST
  @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
  public void createAndBegin(
      InputStream body,
      @HeaderParam("Idempotency-Key") String key,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws IOException {
    Response created = creates.create(headers, body, key);
    String id = (String) ((Map<?, ?>) Json.read((byte[]) created.getEntity())).get("session_id");
    Streams.Place place = streams.place(id, null, null);
    if (place.isOver() || place.session().isEmpty()) {
      throw new WebApplicationException(
          created); // repeated, and its session came to nothing, or is another node's
    }
    request.setAttribute(StreamHeaders.CREATED, created.getHeaderString(HttpHeaders.LOCATION));
    Viewer viewer = streams.firstViewer(place, new SinkSender(sink, sse, request));
    Reader reader = place.open(viewer, null);
    Session here = place.session().get();
    viewer.begin(new Reader(new FirstEvents(reader, here), reader::leave));
  }

  /**
   * A page of the caller's sessions, newest first; for admins, with {@code ?owner=}, of one
   * person's, or of everybody's.
   */
  @GET
  public Response list(@QueryParam("owner") String owner) {
    ListQuery asked = new ListQuery(uri.getQueryParameters());
    Caller caller = access.caller();
    SessionQuery query = asked.sessions(access.listed(owner));
    if (query.words().isPresent() && !service.isSearchable()) {
      throw RefusedException.parameter(
          "q", "q is refused: what sessions said is sealed here (yera.store.key-file).");
    }
    Optional<SessionStatus> status = asked.status();
    access.noteListing(query.whose());
    SessionList page =
        status
            .map(each -> service.sessionsOf(query, each))
            .orElseGet(() -> service.sessionsOf(query));
    Sight sight = Sight.ofLists(caller);
    Response.ResponseBuilder answer =
        Response.ok(
            Json.bytes(
                page.sessions().stream().map(each -> SessionJson.state(each, sight)).toList()));
    String path = request.getContextPath() + "/api/sessions";
    page.next().ifPresent(place -> answer.header("Link", asked.next(path, place)));
    return answer.build();
  }

  /** {@code get_session}. */
  @GET
  @Path("{id}")
  public byte[] get(@PathParam("id") String id) {
    Session session = access.session(id, Right.VIEW);
    return state(session, session.state());
  }

  /** Names a session, or pins it; the answer is its new state. */
  @PATCH
  @Path("{id}")
  public byte[] describe(@PathParam("id") String id, InputStream body) throws IOException {
    Session session = access.session(id, Right.DESCRIBE);
    NameAndPin said = DescriptionBody.read(JsonBody.parse(json.readPatch(headers, body)));
    return state(session, service.describe(session.id(), said));
  }

  private byte[] state(Session session, SessionState state) {
    Map<String, Object> members =
        SessionJson.state(state, Sight.of(access.caller(), access.rights(session)));
    Optional<ListedApp> now = access.appNow(session.app().id());
    members.put("app_width", now.orElse(session.app()).width().wireName());
    boolean other = now.isPresent() && !now.get().equals(session.app());
    members.put("app_changed", state.endedAt().isEmpty() && other);
    if (access.rights(session).contains(Right.FORK)) {
      // Whoever knows the id of a nameless session can use it: those with a share must not.
      members.put("forked_from", session.links().forkedFrom().orElse(null));
      members.put("forks", session.links().forks());
    }
    return Json.bytes(members);
  }

  /** {@code cleanup_session}. */
  @DELETE
  @Path("{id}")
  public Response delete(@PathParam("id") String id) {
    Session session = access.session(id, Right.ERASE);
    service.cleanupSession(session.id());
    access.note(Act.ERASED, session);
    return Response.noContent().build();
  }

  /** Ends it, and keeps what it said. */
  @POST
  @Path("{id}/end")
  public Response end(@PathParam("id") String id) {
    Session session = access.session(id, Right.END);
    service.endSession(session.id());
    access.note(Act.ENDED, session);
    return accepted(session, Map.of());
  }

  /** Makes another session that is given its answers, up to one that is to be another one. */
  @POST
  @Path("{id}/fork")
  public Response fork(
      @PathParam("id") String id, InputStream body, @HeaderParam("Idempotency-Key") String key)
      throws IOException {
    return creates.fork(id, headers, body, key);
  }

  /** Interrupts what its app does. */
  @POST
  @Path("{id}/interrupt")
  public Response interrupt(@PathParam("id") String id) {
    Session session = access.session(id, Right.ANSWER);
    session.interrupt();
    access.note(Act.INTERRUPTED, session);
    return accepted(session, Map.of());
  }

  /** Takes what a user thinks of one of its blocks; the last one counts. */
  @POST
  @Path("{id}/feedback")
  public Response rate(@PathParam("id") String id, InputStream body) throws IOException {
    Session session = access.session(id, Right.ANSWER);
    FeedbackBody said = FeedbackBody.read(JsonBody.parse(json.read(headers, body)));
    session.addFeedback(said.block(), said.feedback());
    return accepted(session, Map.of("block_id", said.block().value()));
  }

  /** Changes the size of its app's terminal; of several viewers' the last one counts. */
  @POST
  @Path("{id}/terminal")
  public Response resize(@PathParam("id") String id, InputStream body) throws IOException {
    Session session = access.session(id, Right.ANSWER);
    TerminalSize size = TerminalSize.read(JsonBody.parse(json.read(headers, body)));
    session.resizeTerminal(size.columns(), size.rows());
    return Response.noContent().build();
  }

  /** {@code add_interaction}. */
  @POST
  @Path("{id}/interactions")
  public Response answer(
      @PathParam("id") String id, InputStream body, @HeaderParam("Idempotency-Key") String key)
      throws IOException {
    Session session = access.session(id, Right.ANSWER);
    byte[] bytes = json.read(headers, body);
    Optional<TraceParent> trace = Creates.trace(headers);
    return idempotency.once(
        Scope.ofAnswers(access.caller().owner(), session.id()),
        key,
        bytes,
        () -> answer(session, interaction(JsonBody.parse(bytes)), trace));
  }

  private Response answer(Session session, Interaction interaction, Optional<TraceParent> trace) {
    session.addInteraction(interaction, trace);
    access.note(Act.ANSWERED, session);
    return accepted(session, Map.of("block_id", interaction.blockId().value()));
  }

  private static Response accepted(Session session, Map<String, ?> more) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "accepted");
    answer.put("session_id", session.id().toString());
    answer.putAll(more);
    return Response.accepted(Json.bytes(answer)).build();
  }

  private static Interaction interaction(Object body) {
    if (body instanceof Map<?, ?> members
        && members.get("blockId") instanceof String blockId
        && !blockId.isEmpty()
        && members.get("blockType") instanceof String blockType
        && members.containsKey("value")) {
      return new Interaction(new BlockId(blockId), members.get("value"), blockType);
    }
    Reason reason = ReasonKey.ANSWER_BODY.with();
    throw new BadInteractionException(reason.toString(), reason);
  }

  /** The accepted interactions. */
  @GET
  @Path("{id}/interactions")
  public byte[] interactions(@PathParam("id") String id) {
    return Json.bytes(
        access.session(id, Right.READ_ANSWERS).interactions().stream()
            .map(SessionJson::interaction)
            .toList());
  }

  /** The app's output that is no event. */
  @GET
  @Path("{id}/diagnostics")
  public byte[] diagnostics(@PathParam("id") String id) {
    return Json.bytes(
        access.session(id, Right.READ_DIAGNOSTICS).diagnostics().stream()
            .map(SessionJson::diagnostic)
            .toList());
  }
}
