package dev.yera.api;

import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.identity.Act;
import dev.yera.identity.Role;
import dev.yera.session.SessionId;
import dev.yera.session.limit.Owner;
import dev.yera.store.Agreed;
import dev.yera.store.AuditEntry;
import dev.yera.store.AuditPage;
import dev.yera.store.AuditQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who did what, for admins. */
@Path("audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  @Inject private Access access;
  @Inject private Agreed agreed;
  @Context private HttpServletRequest request;
  @Context private UriInfo uri;

  /** A page of it, newest first. That somebody reads it is noted, with each page. */
  @GET
  public Response list() {
    access.require(Role.ADMIN, "The audit log is for admins (yera.auth.admin-groups).");
    QueryText text = new QueryText(uri.getQueryParameters());
    AuditQuery query =
        new AuditQuery(
            text.instant("since"),
            text.instant("until"),
            text.given("by", OwnerName::parse, "an owner as states have it").map(Owner::key),
            text.given("session_id", SessionId::parse, "the id of a session")
                .map(SessionId::toString),
            text.cursor(AuditResource::place),
            text.limit());
    access.note(Act.AUDITED);
    AuditPage page = page(query);
    Response.ResponseBuilder answer =
        Response.ok(Json.bytes(page.entries().stream().map(AuditResource::members).toList()));
    String path = request.getContextPath() + "/api/audit";
    page.next().ifPresent(place -> answer.header("Link", text.next(path, cursor(place))));
    return answer.build();
  }

  private AuditPage page(AuditQuery query) {
    try {
      return agreed.audit().page(query);
    } catch (IllegalArgumentException elsewhere) {
      throw RefusedException.parameter("cursor", "cursor must be what the link to the page had.");
    }
  }

  private static Map<String, Object> members(AuditEntry entry) {
    Owner by = Owner.of(entry.by());
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("at", Timestamps.format(entry.at()));
    members.put("act", entry.act());
    members.put("as", entry.as());
    members.put("by", OwnerName.of(by));
    members.put("by_name", by.id());
    members.put("session_id", entry.session().orElse(null));
    members.put("owner", entry.owner().map(key -> OwnerName.of(Owner.of(key))).orElse(null));
    members.put("owner_name", entry.owner().map(key -> Owner.of(key).id()).orElse(null));
    members.put("app_id", entry.app().orElse(null));
    return members;
  }

  private static String cursor(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> place(String cursor) {
    try {
      byte[] place = Base64.getUrlDecoder().decode(cursor);
      return Optional.of(new String(place, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
