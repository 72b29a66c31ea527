/**
 * Many servers ("nodes") that look like one: who lives and owns what, requests and streams that
 * reach a session through any node, and the place of new ones (contract, section 9). Nothing of it
 * works with one node.
 *
 * <p>The database decides: {@link dev.yera.cluster.Lease} keeps the row that says that this node
 * lives, and takes over what the dead had. {@link dev.yera.cluster.ClusterFilter} is where requests
 * come in: what another node owns is handed on to it ({@code Forwarding}), what another node hands
 * on is served ({@code Door}). The events of a session come once to each node that has viewers of
 * it ({@code Relay}), from its owner, or from the database while the owner cannot be reached.
 */
package dev.yera.cluster;
