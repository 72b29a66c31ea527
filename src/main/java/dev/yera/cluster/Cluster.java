package dev.yera.cluster;

import dev.yera.body.LargeBodies;
import dev.yera.event.json.Json;
import dev.yera.identity.Rehearser;
import dev.yera.problem.Problem;
import dev.yera.session.SessionId;
import dev.yera.session.SessionService;
import dev.yera.session.SessionsOpened;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.ClusterSettings;
import dev.yera.settings.HttpSettings;
import dev.yera.settings.SessionSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.Starting;
import dev.yera.settings.StoreKind;
import dev.yera.settings.StoreSettings;
import dev.yera.store.Node;
import dev.yera.store.NodeTable;
import dev.yera.store.Ownership;
import dev.yera.store.PostgresNodes;
import dev.yera.store.PostgresStore;
import dev.yera.store.StoreException;
import dev.yera.store.StoredSession;
import dev.yera.thread.Drain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * This server as a node among others; nothing without {@code yera.cluster.address}. Thread-safe.
 */
@ApplicationScoped
public class Cluster {
  private static final Logger LOG = Logger.getLogger(Cluster.class.getName());
  private static final String SESSIONS = "/api/sessions";
  private static final String FILES = "/files";
  private static final String STREAM = "/stream";
  private static final int SHORTEST_SECRET = 32;
  private static final long RENEW_NANOS = 1_000_000_000L;
  private static final long TICK_NANOS = 100_000_000L;

  @Inject private Settings settings;

  private volatile Optional<Parts> parts = Optional.empty();
  private volatile boolean draining;
  private volatile boolean ended;

  /** Before anything is started: what cannot work stops the application then. */
  void check(@Observes Starting application) {
    if (settings.get(ClusterSettings.CLUSTER_ADDRESS).isEmpty()) {
      return;
    }
    StoreKind kind = settings.get(StoreSettings.STORE).kind();
    if (kind != StoreKind.POSTGRESQL && kind != StoreKind.DATA_SOURCE) {
      throw new BadSettingException(
          "yera.cluster.address needs yera.store=jdbc:postgresql:… or java:…, which is what nodes"
              + " have in common",
          null);
    }
    if (secret().length() < SHORTEST_SECRET) {
      throw new BadSettingException(
          "yera.cluster.secret (or yera.cluster.secret-file) must have %d characters or more, but it"
                  .formatted(SHORTEST_SECRET)
              + " has "
              + secret().length(),
          null);
    }
  }

  private String secret() {
    return settings.secret(ClusterSettings.CLUSTER_SECRET, ClusterSettings.CLUSTER_SECRET_FILE);
  }

  /** Enters this node, if it is to be one. */
  void begin(@Observes SessionsOpened opened) {
    if (settings.get(ClusterSettings.CLUSTER_ADDRESS).isEmpty()) {
      return;
    }
    SessionService service = opened.service();
    PostgresStore store = (PostgresStore) opened.store();
    NodeTable table = new PostgresNodes(settings);
    Lease lease =
        new Lease(
            table,
            settings.get(ClusterSettings.CLUSTER_ADDRESS),
            version(),
            settings.get(ClusterSettings.CLUSTER_LEASE),
            System::nanoTime,
            () -> UUID.randomUUID().toString(),
            new Lease.Holder() {
              @Override
              public void begin(String node) {
                service.shared().abandonAll(); // what is left of a life under another name
                store.belongTo(node);
              }

              @Override
              public void lose() {
                service.shared().abandonAll();
              }
            });
    Roster roster = new Roster(lease::node, table::all);
    Signature signature = new Signature(secret(), lease::time);
    Peers peers =
        new Peers(
            opened.threads(),
            signature,
            lease::node,
            service.gauges().measures().forwards(),
            version());
    Relays relays = new Relays(store, peers, roster, opened.threads());
    RemoteViewers viewers =
        new RemoteViewers(
            service,
            System::nanoTime,
            (node, viewer) -> {
              byte[] said = Json.bytes(Map.of("viewers", List.of(viewer)));
              roster
                  .living(node)
                  .ifPresent(
                      there -> {
                        var unused = peers.send(there, Peers.Call.own("POST", "/replaced", said));
                      });
            });
    Parts all =
        new Parts(
            service,
            store,
            table,
            lease,
            roster,
            new Owners(),
            peers,
            viewers,
            relays,
            new Forwarding(peers),
            new Placement(ThreadLocalRandom.current()),
            new Door(
                id -> lease.isHeld() && service.shared().has(id),
                signature,
                service,
                viewers,
                relays,
                settings),
            opened.threads());
    if (!lease.renew(report(all))) {
      table.close();
      throw new BadSettingException("yera.cluster.address: this node cannot be entered", null);
    }
    roster.refresh();
    service.shared().share(new OtherNodes(all, this::drainForEnd, () -> ended = true));
    parts = Optional.of(all);
    Drain takingOver = Drain.idle(opened.threads(), () -> takeOver(all));
    opened.threads().execute(() -> every(RENEW_NANOS, () -> renew(all, takingOver)));
    opened.threads().execute(() -> every(TICK_NANOS, () -> tick(all)));
  }

  /** That of the product, as the build wrote it. */
  public static String version() {
    try (InputStream in = Cluster.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void every(long nanos, Runnable task) {
    while (!ended) {
      long next = System.nanoTime() + nanos;
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "What this node does regularly failed", e);
      }
      for (long left = next - System.nanoTime();
          left > 0 && !ended;
          left = next - System.nanoTime()) {
        LockSupport.parkNanos(Math.min(left, TICK_NANOS));
      }
    }
  }

  private void renew(Parts all, Drain takingOver) {
    if (all.lease().renew(report(all))) {
      if (all.lease().mayBury()) {
        all.table().bury();
      }
      all.roster().refresh();
      takingOver.wake();
    }
  }

  private static void tick(Parts all) {
    all.lease().watch();
    all.viewers().tick();
    all.relays().tick();
  }

  /** Goes on with what the dead had, and with what was left behind when that was interrupted. */
  private void takeOver(Parts all) {
    if (ended || !all.lease().isHeld()) {
      return;
    }
    try {
      for (StoredSession each : all.store().takeOver()) {
        try {
          all.service().shared().takeOver(each);
        } catch (RuntimeException e) {
          LOG.log(Level.SEVERE, "The session " + each.id() + " cannot be taken over", e);
        }
      }
      all.service().shared().goOnWithUnknown();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "Sessions of dead nodes cannot be taken over now", e);
    }
  }

  private Node.Report report(Parts all) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int processors = Runtime.getRuntime().availableProcessors();
    return new Node.Report(
        draining,
        all.service().gauges().running(),
        settings.get(SessionSettings.SESSIONS_MAX),
        all.service().viewerPlaces().taken(),
        Math.max(0, load) / processors);
  }

  // ---- Requests

  /**
   * Hands a request on, if another node is to serve it.
   *
   * @return whether it was, or was refused
   */
  boolean handOn(String path, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Parts all = parts.orElse(null);
    if (all == null || !path.startsWith(SESSIONS)) {
      return false;
    }
    String context = request.getContextPath();
    if (path.equals(SESSIONS)) {
      return request.getMethod().equals("POST")
          && !Rehearser.calls(request)
          && place(all, context, request, response);
    }
    Optional<SessionId> named = session(path);
    if (named.isEmpty()
        || isStream(path)
        || isOfFiles(path)
        || all.service().shared().has(named.get())) {
      return false;
    }
    SessionId id = named.get();
    Optional<Node> remembered =
        all.owners().of(id).flatMap(all.roster()::living).filter(all::isOther);
    if (remembered.isPresent()) {
      all.forwarding()
          .handOnFromMemory(
              remembered.get(),
              () -> all.owners().forget(id),
              () -> askAgain(all, id, remembered.get()),
              request,
              response);
      return true;
    }
    Optional<Ownership> owned = ownership(all, id);
    Optional<Node> owner = owned.flatMap(Ownership::node).flatMap(all.roster()::living);
    if (owned.isEmpty() || (owned.get().hasEnded() && owner.filter(all::isOther).isEmpty())) {
      return false; // it is in the store, or nowhere
    }
    if (owner.filter(all::isOther).isPresent()) {
      if (!owned.get().hasEnded()) {
        all.owners().remember(id, owner.get().id());
      }
      all.forwarding().handOn(owner.get(), request, response);
      return true;
    }
    // Its node died, and nobody has taken it over yet, or this one is about to.
    Forwarding.unreachable(context, response);
    return true;
  }

  /** The session that a path is about. */
  static Optional<SessionId> session(String path) {
    return path.startsWith(SESSIONS + "/")
        ? SessionId.parse(path.substring(SESSIONS.length() + 1).split("/", 2)[0])
        : Optional.empty();
  }

  private static boolean isStream(String path) {
    int afterId = path.indexOf('/', SESSIONS.length() + 1);
    return afterId >= 0 && path.substring(afterId).equals(STREAM);
  }

  /** Files are in the database: any node serves them. */
  private static boolean isOfFiles(String path) {
    int afterId = path.indexOf('/', SESSIONS.length() + 1);
    String below = afterId < 0 ? "" : path.substring(afterId);
    return below.equals(FILES) || below.startsWith(FILES + "/");
  }

  /**
   * Who is to serve a request that another node did not serve because it does not own the session:
   * its owner, perhaps this node by now; or any node, if it is in the store only, or nowhere.
   */
  private static Optional<Node> askAgain(Parts all, SessionId id, Node any) {
    Optional<Ownership> owned = ownership(all, id);
    Optional<Node> owner = owned.flatMap(Ownership::node).flatMap(all.roster()::living);
    return owned.isEmpty() || owned.get().hasEnded() ? owner.or(() -> Optional.of(any)) : owner;
  }

  /** Whose it is; nobody's if that cannot be asked, which whoever serves it will find out, too. */
  private static Optional<Ownership> ownership(Parts all, SessionId id) {
    try {
      return all.store().ownership(id.toString());
    } catch (StoreException e) {
      LOG.log(Level.FINE, "Who owns a session cannot be asked now", e);
      return Optional.empty();
    }
  }

  private boolean place(
      Parts all, String context, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Node> there = all.placement().of(report(all), all.roster().others());
    if (there.isPresent()) {
      all.forwarding().handOn(there.get(), request, response);
      return true;
    }
    if (draining || !all.lease().isHeld()) {
      String detail = "This server takes no new sessions, and no other one has room.";
      Forwarding.refuse(context, Problem.STOPPING, detail, response);
      return true;
    }
    return false;
  }

  /**
   * Serves a request of another node.
   *
   * @return false if there are none
   */
  boolean enter(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (parts.isEmpty()) {
      return false;
    }
    parts.get().door().enter(request, response);
    return true;
  }

  /** Whether a request says that a node sent it; what it says is looked at with its body. */
  public boolean isSigned(HttpServletRequest request) {
    return isOn() && request.getHeader(Signature.HEADER) != null;
  }

  /** Where what other nodes send is received: a body that somebody sent, and who that is. */
  public LargeBodies.Place placeOfBodies() {
    long usual = settings.get(HttpSettings.REQUEST_MAX_BYTES);
    long most = Math.min(usual, Integer.MAX_VALUE - 2L * Peers.MOST_TOLD) + Peers.MOST_TOLD;
    return new LargeBodies.Place(
        most, HttpSettings.REQUEST_MAX_BYTES.key(), usual, Optional.empty());
  }

  /** The session of this id, if another node owns it and it has not ended. */
  public Optional<Elsewhere> elsewhere(SessionId id) {
    Parts all = parts.orElse(null);
    if (all == null || all.service().shared().has(id)) {
      return Optional.empty();
    }
    Optional<Ownership> owned =
        all.store().ownership(id.toString()).filter(each -> !each.hasEnded());
    if (owned.isEmpty()) {
      return Optional.empty();
    }
    // None if its node died: what it said is in the database, and its end will be.
    Optional<Node> owner =
        owned.flatMap(Ownership::node).flatMap(all.roster()::living).filter(all::isOther);
    owner.ifPresent(node -> all.owners().remember(id, node.id())); // an answer will follow
    return all.store()
        .find(id.toString())
        .filter(stored -> stored.end().isEmpty())
        .map(stored -> new Elsewhere(stored, owner, all));
  }

  // ---- Operation

  /** Whether this server is one of many. */
  public boolean isOn() {
    return parts.isPresent();
  }

  /** The nodes as they were a moment ago, the dead of the last day too. */
  public List<Node> nodes() {
    return parts.map(all -> all.roster().all()).orElse(List.of());
  }

  /** The name of this node; empty if it is none, or was declared dead. */
  public Optional<String> node() {
    return parts.flatMap(all -> all.lease().node());
  }

  /** How old the lease of this node is; empty if it is none. */
  public Optional<Duration> leaseAge() {
    return parts.map(all -> all.lease().age());
  }

  /** Whether this node may own sessions, or is none. */
  public boolean mayOwn() {
    return parts.map(all -> all.lease().isHeld()).orElse(true);
  }

  /** Whether it takes no new sessions. */
  public boolean isDraining() {
    return draining;
  }

  /** Takes no new sessions from now on; those that run go on. */
  public void drain() {
    draining = true;
  }

  private boolean drainForEnd() {
    drain();
    return !settings.get(ClusterSettings.CLUSTER_DRAIN).isZero();
  }
}
