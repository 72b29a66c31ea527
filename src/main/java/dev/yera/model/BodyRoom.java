package dev.yera.model;

/**
 * The part of the server's memory that bodies of requests may take, all together: a body has to be
 * there whole, because its model is changed. Thread-safe.
 */
final class BodyRoom {
  private final long most;
  private long taken;

  /** An eighth of the heap, and at least room for one body: each is there twice for a moment. */
  BodyRoom(long largest) {
    this.most = Math.max(Runtime.getRuntime().maxMemory() / 8, 2 * largest);
  }

  /** What one request has of it. */
  final class Taken implements AutoCloseable {
    private long own;

    void take(long bytes) throws GateRefusal {
      synchronized (BodyRoom.this) {
        if (2 * bytes > most - taken) {
          throw GateRefusal.fault(
              503, "server_busy", "The server has no memory left for requests to models now.");
        }
        taken += 2 * bytes;
        own += 2 * bytes;
      }
    }

    @Override
    public void close() {
      synchronized (BodyRoom.this) {
        taken -= own;
        own = 0;
      }
    }
  }
}
