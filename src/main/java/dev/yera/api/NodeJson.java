package dev.yera.api;

import dev.yera.cluster.Cluster;
import dev.yera.event.json.Timestamps;
import dev.yera.store.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers that serve as one as JSON, for admins. */
public final class NodeJson {
  private NodeJson() {}

  /** All of them, oldest first, the dead of the last day too; none without a cluster. */
  public static List<Map<String, Object>> all(Cluster cluster) {
    Optional<String> me = cluster.node();
    return cluster.nodes().stream().map(node -> members(node, me)).toList();
  }

  private static Map<String, Object> members(Node node, Optional<String> me) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("node_id", node.id());
    members.put("address", node.address());
    members.put("version", node.version());
    members.put("me", Optional.of(node.id()).equals(me));
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
}
