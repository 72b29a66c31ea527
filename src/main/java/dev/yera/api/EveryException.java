package dev.yera.api;

import dev.yera.catalog.BadArgumentsException;
import dev.yera.catalog.UnknownAppException;
import dev.yera.cluster.NodeUnreachableException;
import dev.yera.file.FileCopyException;
import dev.yera.file.FileTooLargeException;
import dev.yera.identity.Admission;
import dev.yera.identity.Role;
import dev.yera.problem.Problem;
import dev.yera.session.ElsewhereException;
import dev.yera.session.ExecutorNotStartedException;
import dev.yera.session.SessionEndedException;
import dev.yera.session.StoppingException;
import dev.yera.session.UnknownSessionException;
import dev.yera.session.limit.LimitExceededException;
import dev.yera.session.question.BadInteractionException;
import dev.yera.session.question.NotWaitingException;
import dev.yera.session.question.WaitingForAnswerException;
import dev.yera.store.BadEventIdException;
import dev.yera.store.StoreException;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Maps every exception to an HTTP response, without stack traces or file paths. */
@Provider
public class EveryException implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(EveryException.class.getName());

  @Inject private Problems problems;
  @Inject private Event<LimitExceededException> refused;
  @Context private HttpServletRequest request;

  @Override
  public Response toResponse(Throwable e) {
    if (e instanceof RefusedException refused) {
      return refused.response(problems);
    }
    if (e instanceof UnknownAppException unknown) {
      return problems.response(
          Problem.UNKNOWN_APP, 404, words(unknown), Map.of("app_id", unknown.appId()));
    }
    if (e instanceof UnknownSessionException unknown) {
      return problems.response(
          Problem.UNKNOWN_SESSION, 404, e.getMessage(), Map.of("session_id", unknown.sessionId()));
    }
    if (e instanceof BadArgumentsException bad) {
      return problems.response(
          Problem.BAD_ARGUMENTS,
          422,
          e.getMessage(),
          Map.of("parameter", bad.parameter(), "reason", bad.reason().members()));
    }
    if (e instanceof BadInteractionException bad) {
      Map<String, Object> question = new LinkedHashMap<>();
      bad.blockId().ifPresent(id -> question.put("block_id", id));
      bad.reason().ifPresent(why -> question.put("reason", why.members()));
      return problems.response(Problem.BAD_INTERACTION, 422, e.getMessage(), question);
    }
    if (e instanceof ExecutorNotStartedException) {
      return problems.response(Problem.NOT_STARTED, e.getMessage());
    }
    if (e instanceof NotWaitingException) {
      return problems.response(Problem.NOT_WAITING, e.getMessage());
    }
    if (e instanceof WaitingForAnswerException) {
      return problems.response(Problem.NOT_WAITING, e.getMessage());
    }
    if (e instanceof SessionEndedException) {
      return problems.response(Problem.ENDED, e.getMessage());
    }
    if (e instanceof BadEventIdException) {
      return problems.response(Problem.BAD_EVENT_ID, e.getMessage());
    }
    if (e instanceof StoppingException) {
      return problems.response(Problem.STOPPING, 503, e.getMessage(), Map.of("retry_after", 5L));
    }
    if (e instanceof FileCopyException full) {
      LOG.log(Level.WARNING, "An answer was refused: its files cannot be copied", e);
      return problems.response(
          Problem.STORE_UNAVAILABLE, 503, full.getMessage(), Map.of("retry_after", 5L));
    }
    // A log throws the second one where it is read, perhaps long after it was opened.
    if (e instanceof StoreException || e instanceof UncheckedIOException) {
      LOG.log(Level.WARNING, "A request was refused: the store is not available", e);
      return problems.response(
          Problem.STORE_UNAVAILABLE,
          503,
          "Sessions cannot be stored now. Try again later.",
          Map.of("retry_after", 5L));
    }
    if (e instanceof NodeUnreachableException || e instanceof ElsewhereException) {
      return problems.response(
          Problem.NODE_UNREACHABLE, 503, e.getMessage(), Map.of("retry_after", 2L));
    }
    if (e instanceof LimitExceededException limit) {
      return limit(limit);
    }
    if (e instanceof FileTooLargeException large) {
      return problems.response(
          Problem.TOO_LARGE,
          413,
          e.getMessage(),
          Map.of("limit", large.limit(), "limit_value", large.value()));
    }
    if (e instanceof IOException) {
      // Nothing but a request's body is read here: its client has gone, or it is framed wrongly.
      return problems.response(Problem.MALFORMED, "The body of the request cannot be read.");
    }
    if (e instanceof WebApplicationException web) {
      return web(web.getResponse());
    }
    return unexpected(e);
  }

  /** Why an app cannot be used is for who can mend it. */
  private String words(UnknownAppException unknown) {
    boolean author =
        Admission.of(request).filter(each -> each.caller().is(Role.AUTHOR)).isPresent();
    return author ? unknown.withReason() : unknown.getMessage();
  }

  private Response limit(LimitExceededException e) {
    refused.fire(e);
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("limit", e.limit());
    more.put("limit_value", e.value());
    if (!e.retryAfter().isZero()) {
      more.put("retry_after", Math.max(1, e.retryAfter().toSeconds()));
    }
    return switch (e.what()) {
      case OWNER_SESSIONS ->
          problems.response(Problem.TOO_MANY_SESSIONS, 429, e.getMessage(), more);
      case SERVER_SESSIONS ->
          problems.response(Problem.TOO_MANY_SESSIONS, 503, e.getMessage(), more);
      case VIEWERS -> problems.response(Problem.TOO_MANY_VIEWERS, 429, e.getMessage(), more);
      case INPUT -> problems.response(Problem.INPUT_FULL, 429, e.getMessage(), more);
      case INPUT_QUOTA -> problems.response(Problem.INPUT_QUOTA, 429, e.getMessage(), more);
    };
  }

  /** Responses of JAX-RS itself, e.g. 404 for an unknown path and 405 for a verb. */
  private Response web(Response said) {
    if (said.getStatus() < 300 || said.hasEntity()) {
      return said;
    }
    String title = said.getStatusInfo().getReasonPhrase();
    Response problem =
        problems.plain(
            said.getStatus(), title, "The server answers " + title.toLowerCase(Locale.ROOT) + ".");
    Response.ResponseBuilder answer = Response.fromResponse(problem);
    if (said.getHeaderString("Allow") != null) {
      answer.header("Allow", said.getHeaderString("Allow"));
    }
    return answer.build();
  }

  private Response unexpected(Throwable e) {
    String reference = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, "A request failed, reference " + reference, e);
    return problems.plain(
        500, "Internal server error", "Something went wrong; the log has it as " + reference + ".");
  }
}
