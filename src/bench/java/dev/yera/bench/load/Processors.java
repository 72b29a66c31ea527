package dev.yera.bench.load;

/**
 * Seconds of processor, by who took them.
 *
 * @param server its own process
 * @param apps the processes of sessions
 * @param database PostgreSQL; 0 without one
 * @param client this process
 */
record Processors(double server, double apps, double database, double client) {
  /** What was taken since then. */
  Processors since(Processors then) {
    return new Processors(
        server - then.server, apps - then.apps, database - then.database, client - then.client);
  }

  /** One line for each. */
  void report(Promises promises, double seconds, boolean withDatabase) {
    figure(promises, "server", server, seconds);
    figure(promises, "apps", apps, seconds);
    if (withDatabase) {
      figure(promises, "PostgreSQL", database, seconds);
    }
    figure(promises, "client", client, seconds);
  }

  private void figure(Promises promises, String who, double taken, double seconds) {
    double share = 100 * taken / (server + apps + database + client);
    promises.figure(
        "processor, " + who,
        "%s cores, %.0f %% of all these".formatted(Promises.number(taken / seconds), share));
  }
}
