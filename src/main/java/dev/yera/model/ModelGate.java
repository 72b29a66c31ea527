package dev.yera.model;

import dev.yera.event.block.ModelUse;
import dev.yera.event.json.Json;
import dev.yera.settings.LlmSettings;
import dev.yera.settings.ModelSettings;
import dev.yera.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where apps find the language models of this server: a listener on loopback, and a socket in the
 * file system for those without a network. It speaks OpenAI's protocol, and takes the token of a
 * session that runs. Without models there is no listener. Thread-safe.
 */
public final class ModelGate implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ModelGate.class.getName());

  /** With their paths at the provider. */
  private static final Map<String, String> PATHS =
      Map.of("/v1/chat/completions", "/chat/completions", "/v1/embeddings", "/embeddings");

  private static final String MODELS = "/v1/models";
  private static final Duration HEAD_PATIENCE = Duration.ofSeconds(10);
  private static final Duration BODY_PATIENCE = Duration.ofMinutes(1);

  /** Connections that have not shown a token; those that have waited longest go first. */
  private static final int STRANGERS = 256;

  /** Requests at providers, of all sessions: each takes two threads. */
  private static final int EXCHANGES = 1024;

  private static final int BACKLOG = 1024;

  /** Refused apps that are given time to read why; one that makes thousands wait gets none. */
  private static final int MOST_LINGERING = 64;

  /** Linux takes no longer path for a socket. */
  private static final int LONGEST_SOCKET_PATH = 107;

  private final Map<String, ModelSettings> models = new LinkedHashMap<>();
  private final Settings settings;
  private final Executor threads;
  private final RunningSessions callers;
  private final SessionToken tokens = new SessionToken();
  private final TokenBook book;
  private final BodyRoom room;
  private final ModelProvider provider;
  private final List<ServerSocketChannel> listeners = new ArrayList<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Optional<Path> folder;
  private final Set<GatePeer> peers = ConcurrentHashMap.newKeySet();
  private final Set<GatePeer> strangers = new LinkedHashSet<>();
  private final Map<UUID, Integer> open = new HashMap<>();
  private final AtomicInteger lingering = new AtomicInteger();
  private int exchanges;
  private volatile boolean closed;

  /**
   * Opens the listeners, if there are models.
   *
   * @param folder a private one, for the socket
   * @param threads has some for each connection
   * @throws IOException if it cannot listen
   */
  public ModelGate(Settings settings, Path folder, Executor threads, RunningSessions callers)
      throws IOException {
    this.settings = settings;
    this.threads = threads;
    this.callers = callers;
    this.book = new TokenBook(settings, System::nanoTime);
    this.room = new BodyRoom(settings.get(LlmSettings.LLM_MAX_REQUEST_BYTES));
    settings.models().forEach(each -> models.put(each.name(), each));
    if (models.isEmpty()) {
      this.provider = null;
      this.folder = Optional.empty();
      return;
    }
    this.provider = new ModelProvider(threads);
    this.folder = Optional.of(Files.createDirectories(folder.resolve("llm")));
    try {
      listen();
    } catch (IOException e) {
      close();
      throw e;
    }
    LOG.log(Level.INFO, "Apps have the language models {0}", models.values());
  }

  private void listen() throws IOException {
    ServerSocketChannel loopback = ServerSocketChannel.open(StandardProtocolFamily.INET);
    listeners.add(loopback);
    loopback.bind(
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), BACKLOG);
    int port = ((InetSocketAddress) loopback.getLocalAddress()).getPort();
    addresses.put("OPENAI_BASE_URL", "http://127.0.0.1:" + port + "/v1");
    Path socket = folder.orElseThrow().resolve("socket").toAbsolutePath();
    if (socket.toString().length() <= LONGEST_SOCKET_PATH) {
      ServerSocketChannel local = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listeners.add(local);
      Files.deleteIfExists(socket);
      local.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
      addresses.put("YERA_LLM_SOCKET", socket.toString());
      threads.execute(() -> accept(local, StandardProtocolFamily.UNIX));
    } else {
      LOG.log(
          Level.INFO,
          "Apps without a network have no language models: the path of yera.work.dir is too long");
    }
    threads.execute(() -> accept(loopback, StandardProtocolFamily.INET));
  }

  /**
   * What the processes of a session are given in their environment; nothing if there are no models.
   */
  public Map<String, String> environment(UUID session) {
    if (models.isEmpty()) {
      return Map.of();
    }
    Map<String, String> all = new LinkedHashMap<>(addresses);
    all.put("OPENAI_API_KEY", tokens.of(session));
    all.put("OPENAI_MODEL", models.keySet().iterator().next());
    return all;
  }

  /** Where the socket is, for those who see no other files; empty if there is none. */
  public Optional<Path> folder() {
    return folder;
  }

  /** What was used. */
  public TokenBook book() {
    return book;
  }

  /**
   * What a session has used, by model, for its exit; it is forgotten then. Answers that its end
   * cuts may be missing.
   */
  public Map<String, ModelUse> used(UUID session) {
    Map<String, ModelUse> all = new LinkedHashMap<>();
    book.take(session)
        .forEach(
            (name, sum) -> {
              Optional<Double> cost =
                  models.get(name).cost(sum.tokens().prompt(), sum.tokens().completion());
              all.put(
                  name,
                  new ModelUse(
                      sum.requests(),
                      sum.tokens().prompt(),
                      sum.tokens().completion(),
                      cost.orElse(null),
                      cost.map(it -> settings.get(LlmSettings.LLM_CURRENCY)).orElse(null)));
            });
    return all;
  }

  private void accept(ServerSocketChannel listener, StandardProtocolFamily family) {
    while (!closed) {
      GatePeer peer;
      try {
        SocketChannel channel = listener.accept();
        peer = new GatePeer(channel);
        peer.begin(family);
      } catch (IOException e) {
        if (!closed) {
          LOG.log(Level.WARNING, "A connection of an app cannot be taken", e);
        }
        if (!listener.isOpen()) {
          return;
        }
        continue;
      }
      peers.add(peer);
      makeRoomFor(peer);
      try {
        threads.execute(() -> serve(peer));
      } catch (RejectedExecutionException noThread) {
        LOG.log(Level.FINE, "No thread is left for a connection of an app", noThread);
        forget(peer);
      }
      if (closed) {
        forget(peer);
      }
    }
  }

  private void makeRoomFor(GatePeer peer) {
    GatePeer eldest = null;
    synchronized (strangers) {
      strangers.add(peer);
      if (strangers.size() > STRANGERS) {
        eldest = strangers.iterator().next();
        strangers.remove(eldest);
      }
    }
    if (eldest != null) {
      eldest.close();
    }
  }

  private void known(GatePeer peer) {
    synchronized (strangers) {
      strangers.remove(peer);
    }
  }

  private void forget(GatePeer peer) {
    known(peer);
    peers.remove(peer);
    peer.close();
  }

  private void serve(GatePeer peer) {
    try {
      answer(peer);
    } catch (GateRefusal refusal) {
      refuse(peer, refusal);
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A request of an app has ended early", gone);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.SEVERE, "A request of an app to a model failed", e);
      refuse(peer, GateRefusal.fault(500, "server_error", "The server failed."));
    } finally {
      forget(peer);
    }
  }

  private void answer(GatePeer peer) throws IOException, GateRefusal {
    GateRequest request;
    Deadline head = new Deadline(HEAD_PATIENCE, peer::close);
    try {
      request = GateRequest.head(peer);
    } finally {
      head.close();
    }
    UUID session = request.token().flatMap(tokens::session).orElseThrow(ModelGate::noSession);
    ModelUser caller = callers.running(session).orElseThrow(ModelGate::noSession);
    known(peer);
    if (request.target().equals(MODELS) && request.method().equals("GET")) {
      tellModels(peer);
      return;
    }
    String path = PATHS.get(request.target());
    if (path == null) {
      throw GateRefusal.wrong(
          404, "unknown_url", "There are /v1/chat/completions, /v1/embeddings and /v1/models.");
    }
    if (!request.method().equals("POST")) {
      throw GateRefusal.wrong(405, "method_not_allowed", "Only POST is taken here.");
    }
    book.refuseOver(caller.owner());
    try (Place place = new Place(session)) {
      exchange(peer, request, path, session, caller, place);
    }
  }

  private void exchange(
      GatePeer peer, GateRequest request, String path, UUID session, ModelUser caller, Place place)
      throws IOException, GateRefusal {
    try (BodyRoom.Taken taken = room.new Taken()) {
      byte[] body;
      Deadline end = new Deadline(BODY_PATIENCE, peer::close);
      try {
        body = request.body(peer, taken, settings.get(LlmSettings.LLM_MAX_REQUEST_BYTES));
      } finally {
        end.close();
      }
      ModelRequest wanted = ModelRequest.of(body);
      ModelSettings model = model(wanted.model());
      Exchange exchange =
          new Exchange(
              peer,
              model,
              () -> callers.running(session).isPresent(),
              settings.get(LlmSettings.LLM_TIMEOUT),
              tokens -> {
                book.count(caller, session, model.name(), tokens);
                place.close();
              });
      exchange.run(provider, path, wanted, wanted.forProvider(body, model), threads);
    }
  }

  /** By its name here, or by the provider's. */
  private ModelSettings model(String name) throws GateRefusal {
    ModelSettings named = models.get(name);
    return named != null
        ? named
        : models.values().stream()
            .filter(each -> each.model().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    GateRefusal.wrong(
                        404,
                        "model_not_found",
                        "This server has the models %s.".formatted(models.keySet())));
  }

  private static GateRefusal noSession() {
    return GateRefusal.wrong(
        401, "invalid_api_key", "This takes the token of a session that runs (OPENAI_API_KEY).");
  }

  /** One of the requests that a session, and all of them, may have open. */
  private final class Place implements AutoCloseable {
    private final UUID session;
    private boolean isFree;

    Place(UUID session) throws GateRefusal {
      this.session = session;
      int most = settings.get(LlmSettings.LLM_MAX_REQUESTS);
      synchronized (open) {
        int own = open.getOrDefault(session, 0);
        if (own >= most) {
          throw GateRefusal.limit(
              "requests",
              "rate_limit_exceeded",
              "The session has %d requests open (yera.llm.max-requests-per-session)."
                  .formatted(own),
              Duration.ofSeconds(1));
        }
        if (exchanges >= EXCHANGES) {
          throw GateRefusal.fault(
              503, "server_busy", "The server has too many requests to models.");
        }
        exchanges++;
        open.put(session, own + 1);
      }
    }

    /** Only the first time counts. */
    @Override
    public void close() {
      synchronized (open) {
        if (!isFree) {
          isFree = true;
          exchanges--;
          open.computeIfPresent(session, (id, own) -> own == 1 ? null : own - 1);
        }
      }
    }
  }

  private void tellModels(GatePeer peer) throws IOException {
    List<Object> all = new ArrayList<>();
    for (String name : models.keySet()) {
      Map<String, Object> model = new LinkedHashMap<>();
      model.put("id", name);
      model.put("object", "model");
      model.put("created", 0);
      model.put("owned_by", "yera");
      all.add(model);
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("object", "list");
    list.put("data", all);
    write(peer, "200 OK", "", Json.bytes(list));
  }

  private void refuse(GatePeer peer, GateRefusal refusal) {
    boolean mayLinger = lingering.incrementAndGet() <= MOST_LINGERING;
    try {
      String wait =
          refusal.retryAfter().isZero()
              ? ""
              : "Retry-After: " + refusal.retryAfter().toSeconds() + "\r\n";
      write(peer, refusal.status() + " Refused", wait, refusal.body());
      if (mayLinger) {
        peer.linger();
      }
    } catch (IOException gone) {
      LOG.log(Level.FINE, "A refused app has gone", gone);
    } finally {
      lingering.decrementAndGet();
    }
  }

  private static void write(GatePeer peer, String status, String more, byte[] body)
      throws IOException {
    peer.write(
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%sConnection: close\r\n\r\n"
            .formatted(status, body.length, more));
    peer.write(body, body.length);
  }

  /** Takes no more requests, and ends those that are there. */
  @Override
  public void close() {
    closed = true;
    for (ServerSocketChannel each : listeners) {
      try {
        each.close();
      } catch (IOException e) {
        LOG.log(Level.FINE, "A listener for apps cannot be closed", e);
      }
    }
    peers.forEach(GatePeer::close);
  }
}
