package dev.yera.api;

import dev.yera.cluster.Cluster;
import dev.yera.event.json.Json;
import dev.yera.identity.Act;
import dev.yera.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The servers that serve as one, for admins (contract, section 9). */
@Path("nodes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class NodesResource {
  private static final String ADMINS = "The nodes are for admins (yera.auth.admin-groups).";

  @Inject private Access access;
  @Inject private Cluster cluster;

  /** All of them, oldest first, the dead of the last day too; none without a cluster. */
  @GET
  public byte[] list() {
    access.require(Role.ADMIN, ADMINS);
    return Json.bytes(NodeJson.all(cluster));
  }

  /** This node takes no new sessions from now on; those that run go on. */
  @POST
  @Path("me/drain")
  public Response drain() {
    access.require(Role.ADMIN, ADMINS);
    if (!cluster.isOn()) {
      throw new RefusedException(
          409, "Conflict", "There is no other server (yera.cluster.address).");
    }
    access.note(Act.DRAINED);
    cluster.drain();
    return Response.accepted(Json.bytes(Map.of("status", "draining"))).build();
  }
}
