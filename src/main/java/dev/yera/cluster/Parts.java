package dev.yera.cluster;

import dev.yera.session.SessionService;
import dev.yera.store.Node;
import dev.yera.store.NodeTable;
import dev.yera.store.PostgresStore;
import java.util.Optional;
import java.util.concurrent.Executor;

/** All that there is of a node while it is one. */
record Parts(
    SessionService service,
    PostgresStore store,
    NodeTable table,
    Lease lease,
    Roster roster,
    Owners owners,
    Peers peers,
    RemoteViewers viewers,
    Relays relays,
    Forwarding forwarding,
    Placement placement,
    Door door,
    Executor threads) {
  boolean isOther(Node node) {
    return !Optional.of(node.id()).equals(lease.node());
  }
}
