package dev.yera.api;

import dev.yera.event.reason.Excerpt;
import dev.yera.identity.Act;
import dev.yera.identity.Right;
import dev.yera.session.Session;
import dev.yera.transcript.SessionTranscript;
import dev.yera.transcript.TranscriptFormat;
import dev.yera.transcript.TranscriptWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.regex.Pattern;

/** What a session said, to read and to keep. */
@Path("sessions/{id}/transcript")
@ApplicationScoped
public class TranscriptResource {
  private static final List<TranscriptFormat> FORMATS = List.of(TranscriptFormat.values());
  private static final Pattern REFUSED = Pattern.compile("0(\\.0*)?");

  @Inject private Access access;
  @Inject private TranscriptLanguages languages;
  @Context private HttpHeaders headers;

  /** In the form that the address or the client asks for. */
  @GET
  public Response get(@PathParam("id") String id, @QueryParam("format") String name) {
    Session session = access.session(id, Right.VIEW, Act.EXPORTED);
    TranscriptFormat format = name == null ? accepted() : named(name);
    boolean whole = access.rights(session).contains(Right.READ_DIAGNOSTICS);
    SessionTranscript transcript = session.transcript(whole);
    access.note(Act.EXPORTED, session);
    TranscriptWords words =
        languages.of(AcceptedLanguages.of(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE)));
    StreamingOutput body = out -> transcript.write(format, words, out);
    Response.ResponseBuilder answer =
        Response.ok(body, type(format))
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_LANGUAGE)
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "inline; filename=\"session-%s.%s\"".formatted(session.id(), format.extension()));
    if (format != TranscriptFormat.JSON) {
      answer.header(HttpHeaders.CONTENT_LANGUAGE, words.language());
    }
    if (format == TranscriptFormat.HTML) {
      answer.header(
          "Content-Security-Policy",
          TranscriptFormat.policyOfHtml() + "; frame-ancestors 'none'; sandbox");
    }
    return answer.build();
  }

  private static MediaType type(TranscriptFormat format) {
    MediaType type = MediaType.valueOf(format.mediaType());
    return format == TranscriptFormat.JSON ? type : type.withCharset("UTF-8");
  }

  private static TranscriptFormat named(String name) {
    return TranscriptFormat.of(name)
        .orElseThrow(
            () ->
                RefusedException.parameter(
                    "format",
                    "format is \"%s\": it must be json, markdown or html."
                        .formatted(Excerpt.of(name))));
  }

  /** Of what the client likes best; the first of ours where it does not mind. */
  private TranscriptFormat accepted() {
    return headers.getAcceptableMediaTypes().stream()
        .filter(each -> !REFUSED.matcher(each.getParameters().getOrDefault("q", "1")).matches())
        .flatMap(each -> FORMATS.stream().filter(ours -> each.isCompatible(type(ours))))
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    406,
                    "Not acceptable",
                    "A transcript is application/json, text/markdown or text/html; ?format= says"
                        + " it, too."));
  }
}
