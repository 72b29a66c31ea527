package dev.yera.problem;

/** The refusals that have a name: the slug of {@code /problems/<slug>} (contract, section 1). */
public enum Problem {
  UNKNOWN_APP(
      "unknown-app",
      404,
      "Unknown app",
      "There is no app with this id. GET /api/apps lists the available ones; ids are "
          + "case-sensitive."),
  UNKNOWN_SESSION(
      "unknown-session",
      404,
      "Unknown session",
      "There is no session with this id, or it is not yours. Sessions are forgotten when they are"
          + " deleted, some time after they ended, and when nobody ever opened their stream."),
  BAD_ARGUMENTS(
      "bad-arguments",
      422,
      "Arguments do not fit",
      "The arguments do not fit the parameters of the app. The member parameter names the one that"
          + " does not; GET /api/apps/{app_id} lists the type of each."),
  BAD_INTERACTION(
      "bad-interaction",
      422,
      "Answer does not fit",
      "The body is not {\"blockId\": …, \"value\": …, \"blockType\": …}, or the block does not "
          + "accept the"
          + " value. The question stays open."),
  NOT_STARTED(
      "not-started",
      409,
      "Not started",
      "The session's app is not running yet. It starts when the stream of the session is opened."),
  NOT_WAITING(
      "not-waiting",
      409,
      "Not waiting for an answer",
      "The block cannot be answered now: it was already answered, was never asked, or is a field of"
          + " a form, which is answered as a whole. The member awaiting of the session's state "
          + "lists"
          + " the blocks that can be answered."),
  ENDED(
      "ended", 409, "Ended", "The session has ended, or is ending; its stream can still be read."),
  INPUT_FULL(
      "input-full",
      429,
      "The app does not read",
      "The app has not read the answers it was sent. Try again when it has."),
  INPUT_QUOTA(
      "input-quota",
      429,
      "Too many answers",
      "The answers of the session are together as large as they may be. Create a new session to go"
          + " on; limit and limit_value say which limit it is."),
  TOO_MANY_SESSIONS(
      "too-many-sessions",
      503,
      "Too many sessions",
      "The limit of sessions is reached, of the server (503) or of one owner (429). End"
          + " a session, or try again later; limit and limit_value name the limit."),
  TOO_MANY_VIEWERS(
      "too-many-viewers",
      429,
      "Too many viewers",
      "The session, or the server, has reached its limit of open streams. Close one, or try "
          + "again later; limit and limit_value name the limit."),
  TOO_LARGE(
      "too-large",
      413,
      "Too large",
      "The body is larger than yera.request.max-bytes; or a file is larger than"
          + " yera.file.max-bytes, or with it the files of the session are larger than"
          + " yera.session.files-quota. Send a smaller one; limit and limit_value say which limit it"
          + " is."),
  TOO_SLOW(
      "too-slow",
      408,
      "Too slow",
      "The body did not come whole within yera.request.timeout, or others needed its place while it"
          + " was on its way (yera.request.max-reading). Send it again."),
  STORE_UNAVAILABLE(
      "store-unavailable",
      503,
      "The store is not available",
      "What sessions say and are answered cannot be stored now, so nothing new is taken. Nothing is"
          + " lost: try again after the time of the header Retry-After."),
  NODE_UNREACHABLE(
      "node-unreachable",
      503,
      "The server of the session cannot be reached",
      "Several servers serve as one, and the one that runs this session cannot be reached by the"
          + " one that was asked. Its stream goes on with what is stored. Try again after the time of"
          + " the header Retry-After; if the other server is lost, the session ends within half a"
          + " minute."),
  MALFORMED(
      "malformed",
      400,
      "Malformed",
      "The body is not JSON, not the expected JSON, or nested deeper than 64; or a parameter of"
          + " the query is not what it can be (the member parameter names it); or the path "
          + "of the request cannot be decoded: a percent sign must be followed by two "
          + "hexadecimal digits,"
          + " and the decoded bytes must be UTF-8."),
  BAD_EVENT_ID(
      "bad-event-id",
      400,
      "Not an event id",
      "Last-Event-ID must be the number of an event that the session has sent, or 0."),
  IDEMPOTENCY_CONFLICT(
      "idempotency-conflict",
      422,
      "Idempotency-Key already used",
      "This Idempotency-Key was used with another body (422), or its request is still in progress"
          + " (409)."),
  STOPPING("stopping", 503, "Stopping", "The server is stopping. Try again when it is back."),
  FORBIDDEN_ORIGIN(
      "forbidden-origin",
      403,
      "Forbidden origin",
      "The request was sent to a name that is none of this server's, or by a page of another origin."
          + " The origins under which the server is reached are in yera.public.origins, those of pages"
          + " that may embed and call it in yera.embed.origins; a server on loopback always answers to"
          + " the names of loopback."),
  LOGIN_REQUIRED(
      "login-required",
      401,
      "Login required",
      "Who calls has to be known here (yera.auth), and is not: no login came with the request, or"
          + " one that has ended or cannot be believed."),
  ANONYMOUS_REFUSED(
      "anonymous-refused",
      403,
      "Nameless callers are refused",
      "The server asks nobody who they are (yera.auth is none), and was reached from beyond its own"
          + " machine. yera.auth.anonymous=true lets nameless callers in; any other yera.auth asks"
          + " them who they are.");

  private final String slug;
  private final int status;
  private final String title;
  private final String explanation;

  Problem(String slug, int status, String title, String explanation) {
    this.slug = slug;
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  /** Its name, the last part of {@code /problems/<slug>}. */
  public String slug() {
    return slug;
  }

  /** The HTTP status it usually has. */
  public int status() {
    return status;
  }

  /** A few words. */
  public String title() {
    return title;
  }

  /** What its page says. */
  public String explanation() {
    return explanation;
  }
}
