package dev.yera.bench.compare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Those who are compared in a row: ours first, then the peers that are here. For one thread. */
final class Field implements AutoCloseable {
  private final List<Contender> contenders = new ArrayList<>();
  private int turn;

  /** Ours, and these peers. */
  Field(List<? extends Contender> ours, Peers... peers) throws IOException {
    contenders.addAll(ours);
    try {
      for (Peers peer : peers) {
        if (peer.version().isPresent()) {
          start(peer);
        }
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void start(Peers peer) throws IOException {
    switch (peer) {
      case WEBSOCKETD -> contenders.add(new Websocketd());
      case FASTAPI -> {
        contenders.add(new FastApi("spawn"));
        contenders.add(new FastApi("fork"));
      }
      case JUPYTER -> contenders.add(new Jupyter());
      case NCHAN, POSTGRES -> throw new IllegalArgumentException(peer.title() + " runs no apps");
    }
  }

  /** All of them. */
  List<Contender> all() {
    return Collections.unmodifiableList(contenders);
  }

  /**
   * All of them for one more run, each time beginning with another: who is first finds the
   * processors' caches full of something else.
   */
  List<Contender> nextOrder() {
    List<Contender> order = new ArrayList<>(contenders);
    Collections.rotate(order, -turn);
    turn++;
    return order;
  }

  /** Whether each step takes so long that fewer of them must do. */
  static boolean isSlow(Contender contender) {
    return contender instanceof Jupyter;
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (Contender contender : contenders) {
      try {
        contender.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    contenders.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
