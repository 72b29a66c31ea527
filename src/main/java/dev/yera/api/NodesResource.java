package dev.yera.api;

import dev.yera.cluster.Cluster;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.identity.Act;
import dev.yera.identity.Role;
import dev.yera.store.Node;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
    return Json.bytes(cluster.nodes().stream().map(this::members).toList());
  }

  private Map<String, Object> members(Node node) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("node_id", node.id());
    members.put("address", node.address());
    members.put("version", node.version());
    members.put("me", Optional.of(node.id()).equals(cluster.node()));
    members.put("status", status(node));
    members.put("started_at", Timestamps.format(node.startedAt()));
    members.put("lease_age_seconds", node.age().toMillis() / 1000.0);
    members.put("lease_seconds", node.lease().toMillis() / 1000.0);
    members.put("sessions", node.report().sessions());
    members.put("max_sessions", node.report().places());
    members.put("viewers", node.report().viewers());
    members.put("load", Math.round(node.report().load() * 100) / 100.0);
    return members;
  }

  private static String status(Node node) {
    if (node.isDead()) {
      return "dead";
    }
    return node.report().draining() ? "draining" : "running";
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
