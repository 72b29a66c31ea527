package dev.yera.api;

import dev.yera.event.block.FileType;
import dev.yera.event.json.Json;
import dev.yera.identity.Act;
import dev.yera.identity.Right;
import dev.yera.session.SessionEndedException;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.StoppingException;
import dev.yera.session.limit.ViewerPlaces;
import dev.yera.store.StoredFile;
import dev.yera.store.StoredSession;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;

/** Files of a session: what users upload, and what its app gives. */
@Path("sessions")
@ApplicationScoped
public class FilesResource {
  /** Nothing in a file can do anything, whatever it says it is. */
  private static final String POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'";

  /** Small, so that a reader who is merely slow is not taken for one who has stopped. */
  private static final int PIECE = 16 * 1024;

  @EJB private SessionService service;
  @Inject private Access access;
  @Inject private JsonBody json;
  @Inject private Problems problems;
  @Context private HttpServletRequest request;
  @Context private HttpHeaders headers;

  /** Takes a file, which is the body. */
  @POST
  @Path("{id}/files")
  @Produces(MediaType.APPLICATION_JSON)
  public Response upload(
      @PathParam("id") String id,
      @QueryParam("name") String name,
      @HeaderParam("Content-Disposition") String disposition,
      InputStream body)
      throws IOException {
    StoredSession session = access.stored(id, Right.ANSWER, Act.UPLOADED);
    if (session.end().isPresent()) {
      throw new SessionEndedException(SessionId.parse(id).orElseThrow());
    }
    json.refuseEncoded(headers);
    String called =
        Optional.ofNullable(name).or(() -> ContentDisposition.name(disposition)).orElse(null);
    String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    StoredFile file = service.files().add(session.id(), called, type, body);
    access.note(Act.UPLOADED, session);
    String place =
        "%s/api/sessions/%s/files/%s".formatted(request.getContextPath(), session.id(), file.id());
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, place)
        .entity(Json.bytes(file.members()))
        .build();
  }

  /** A file, or a part of it. Who reads it has a viewer's place and thread, and may be slow. */
  @GET
  @Path("{id}/files/{file_id}")
  public void get(
      @PathParam("id") String id,
      @PathParam("file_id") String fileId,
      @HeaderParam("Range") String range,
      @HeaderParam("If-Range") String ifRange,
      @HeaderParam("If-None-Match") String known,
      @Suspended AsyncResponse answer) {
    String session = access.stored(id, Right.VIEW, Act.EXPORTED).id();
    StoredFile file =
        service
            .files()
            .find(session, fileId)
            .orElseThrow(
                () -> new RefusedException(404, "Not found", "The session has no such file."));
    String tag = "\"" + file.sha256() + "\"";
    if (isKnown(known, tag)) {
      answer.resume(common(Response.notModified(), file, tag).build());
      return;
    }
    boolean isSame = ifRange == null || ifRange.strip().equals(tag);
    Optional<ByteRange> part = isSame ? ByteRange.of(range, file.size()) : Optional.empty();
    if (part.isPresent() && !part.get().isThere()) {
      String sentence = "The file has only %d bytes.";
      Response refusal =
          problems.plain(416, "Range not satisfiable", sentence.formatted(file.size()));
      throw new WebApplicationException(
          Response.fromResponse(refusal).header("Content-Range", "bytes */" + file.size()).build());
    }
    Response response = response(session, file, tag, part);
    ViewerPlaces places = service.viewerPlaces();
    places.take();
    try {
      service.viewerThreads().execute(() -> send(answer, response, places));
    } catch (RejectedExecutionException e) {
      places.giveBack();
      throw new StoppingException();
    }
  }

  private static void send(AsyncResponse answer, Response response, ViewerPlaces places) {
    try {
      answer.resume(response);
    } finally {
      places.giveBack();
    }
  }

  private static boolean isKnown(String known, String tag) {
    return known != null
        && Stream.of(known.split(",", -1))
            .map(String::strip)
            .map(each -> each.startsWith("W/") ? each.substring(2) : each)
            .anyMatch(List.of("*", tag)::contains);
  }

  private Response response(String session, StoredFile file, String tag, Optional<ByteRange> part) {
    long from = part.map(ByteRange::from).orElse(0L);
    long length = part.map(ByteRange::length).orElse(file.size());
    StreamingOutput body =
        out -> {
          try (InputStream in = service.files().open(session, file, from)) {
            byte[] piece = new byte[PIECE];
            for (long left = length; left > 0; ) {
              int n = in.readNBytes(piece, 0, (int) Math.min(PIECE, left));
              if (n == 0) {
                throw new IOException("the file ends too early");
              }
              out.write(piece, 0, n);
              left -= n;
            }
          }
        };
    Response.ResponseBuilder answer = part.isPresent() ? Response.status(206) : Response.ok();
    part.ifPresent(
        each ->
            answer.header(
                "Content-Range", "bytes %d-%d/%d".formatted(each.from(), each.to(), file.size())));
    return common(answer, file, tag)
        .header(HttpHeaders.CONTENT_LENGTH, length)
        .header(HttpHeaders.CONTENT_TYPE, file.type())
        .entity(body)
        .build();
  }

  private static Response.ResponseBuilder common(
      Response.ResponseBuilder answer, StoredFile file, String tag) {
    return answer
        .header(HttpHeaders.ETAG, tag)
        .header("Accept-Ranges", "bytes")
        .header("Cache-Control", "private, no-cache")
        .header("Content-Security-Policy", POLICY)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.of(FileType.isShown(file.type()), file.name()));
  }
}
