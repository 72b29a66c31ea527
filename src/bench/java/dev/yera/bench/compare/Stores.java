package dev.yera.bench.compare;

import dev.yera.bench.Postgres;
import dev.yera.bench.YeraServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it costs to keep what was said: servers of ours that differ only in their store, in turns.
 * The first, whose logs do not outlive it, is what the others are compared with.
 */
final class Stores implements Measurement {
  private static final int VIEWERS = 1000;
  private static final int ANSWERS_BEFORE = 300;

  private record Store(YeraServer server, YeraApp talk, YeraApp echo) implements AutoCloseable {
    String name() {
      return talk.name();
    }

    @Override
    public void close() throws IOException {
      talk.close();
      echo.close();
      server.close();
    }
  }

  private final Servers servers;
  private final Scale scale;
  private final List<Store> stores = new ArrayList<>();
  private int turn;

  Stores(Servers servers, Scale scale) throws IOException {
    this.servers = servers;
    this.scale = scale;
    try {
      open("memory", Map.of("yera.store", "memory"));
      open("files", Map.of("yera.store", "files"));
      Optional<Postgres> database = Postgres.ofEnvironment();
      if (database.isPresent()) {
        open(Peers.POSTGRES.title(), database.get().settings());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open(String name, Map<String, String> store) throws IOException {
    YeraServer server = servers.storing(name, store);
    stores.add(
        new Store(
            server,
            new YeraApp(name, server, Servers.TALK),
            new YeraApp(name, server, Servers.ECHO)));
  }

  @Override
  public void run(Results results) throws IOException {
    List<Store> order = new ArrayList<>(stores);
    Collections.rotate(order, -turn++);
    for (Store store : order) {
      double events = OneViewer.events(store.talk(), scale.pieces());
      results.add(Row.STORES_ONE_VIEWER, store.name(), Figure.EVENTS, events);
    }
    for (Store store : order) {
      int events = scale.deliveries() / VIEWERS;
      double deliveries = ManyViewers.deliveries(store.server(), store.talk(), VIEWERS, events);
      results.add(Row.STORES_THOUSAND_VIEWERS, store.name(), Figure.DELIVERIES, deliveries);
    }
    for (Store store : order) {
      results.add(
          Row.STORES_ANSWER,
          store.name(),
          AnswerToEvent.times(store.echo(), ANSWERS_BEFORE, scale.answers()));
    }
    for (Store store : stores) {
      Memory.Waiting waiting =
          Memory.waiting(store.server(), store.echo(), scale.mostSessions() / 2);
      results.add(Row.STORES_MEMORY, store.name(), Figure.MEGABYTES, waiting.pss());
      results.add(Row.STORES_HEAP, store.name(), Figure.KILOBYTES, waiting.heap());
    }
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Store store : stores) {
      try {
        store.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    stores.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
