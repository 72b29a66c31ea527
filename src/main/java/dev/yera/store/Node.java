package dev.yera.store;

import java.time.Duration;
import java.time.Instant;

/**
 * A server among those that share a database, as its row has it.
 *
 * @param id of this run of it: a server that was started again has another one
 * @param address where the others reach it
 * @param version of the product
 * @param lease how long it may go on without having renewed its lease
 * @param startedAt by the clock of the database
 * @param age how long ago it renewed its lease, by the clock of the database
 * @param isDead whether it was declared dead
 * @param report what it last said of itself
 */
public record Node(
    String id,
    String address,
    String version,
    Duration lease,
    Instant startedAt,
    Duration age,
    boolean isDead,
    Report report) {

  /**
   * What a node says of itself.
   *
   * @param draining whether it takes no new sessions
   * @param sessions how many it runs
   * @param places how many it can run
   * @param viewers how many streams it serves
   * @param load of its processors, 1 for all of them busy
   */
  public record Report(boolean draining, int sessions, int places, int viewers, double load) {}
}
