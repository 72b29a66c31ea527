package dev.yera.it;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two servers that serve as one, and their database, each on a host of its own. */
final class FarNodes implements AutoCloseable {
  /** The same on each host: nobody else is there. */
  private static final int PORT = 8080;

  private static final int COUNT = 2;

  private final FarSwitch ends;
  private final List<FarHost> hosts = new ArrayList<>();
  private final FarHost ofDatabase;
  private final Postgres postgres;
  private final List<PayaraProcess> nodes = new ArrayList<>();

  FarNodes(String name) throws IOException {
    ends = new FarSwitch();
    ofDatabase = new FarHost(ends, 4);
    postgres = new Postgres(ofDatabase);
    Map<String, String> settings = new HashMap<>(postgres.database());
    settings.put("yera.store.timeout", "PT5S");
    settings.put("yera.cluster.secret", "what the far nodes of the tests know each other by");
    settings.put("yera.cluster.lease", "PT10S");
    settings.put("yera.worker.pool-size", "1");
    settings.put("yera.stream.heartbeat", "PT1S");
    settings.put("yera.auth", "proxy");
    settings.put("yera.auth.proxy.trusted", ends.near().getHostAddress());
    settings.put("yera.auth.proxy.user-header", "X-User");
    settings.put("yera.auth.proxy.groups-header", "X-Groups");
    settings.put("yera.auth.admin-groups", "admins");
    settings.put(
        "yera.public.origins",
        "http://%s2:%d,http://%s3:%d".formatted(ends.network(), PORT, ends.network(), PORT));
    for (int i = 0; i < COUNT; i++) {
      FarHost host = new FarHost(ends, 2 + i);
      hosts.add(host);
      settings.put(
          "yera.cluster.address", "http://" + host.address().getHostAddress() + ":" + PORT);
      nodes.add(PayaraProcess.on(host, name + i, settings, as(i, "ann", "admins"), PORT));
    }
  }

  /** Somebody who asks a node, behind its proxy. */
  Server as(int node, String user, String groups) throws IOException {
    return new Server(hosts.get(node).address(), PORT, "") {
      @Override
      public HttpRequest.Builder request(String path) {
        return super.request(path).header("X-User", user).header("X-Groups", groups);
      }
    };
  }

  /** An admin. */
  Server server(int node) {
    return nodes.get(node).server();
  }

  FarHost host(int node) {
    return hosts.get(node);
  }

  FarHost database() {
    return ofDatabase;
  }

  @Override
  public void close() throws IOException {
    for (PayaraProcess each : nodes) {
      each.close();
    }
    postgres.close();
    hosts.forEach(FarHost::close);
    ofDatabase.close();
    ends.close();
  }
}
