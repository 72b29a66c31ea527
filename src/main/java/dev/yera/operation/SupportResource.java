package dev.yera.operation;

import dev.yera.api.Access;
import dev.yera.identity.Act;
import dev.yera.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What is sent to who is to help, for admins. */
@Path("support")
@ApplicationScoped
public class SupportResource {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'yera-support-'yyyyMMdd-HHmmss'.zip'").withZone(ZoneOffset.UTC);

  @Inject private Access access;
  @Inject private SupportFile file;

  /** As it is now. */
  @GET
  public Response support() {
    access.require(Role.ADMIN, "What is for support is for admins (yera.auth.admin-groups).");
    access.note(Act.DIAGNOSED);
    Instant now = Clock.systemUTC().instant();
    return Response.ok(file.make())
        .header("Content-Type", "application/zip")
        .header("Content-Disposition", "attachment; filename=\"" + NAME.format(now) + "\"")
        .build();
  }
}
