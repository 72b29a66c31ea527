package dev.yera.bench.nodes;

import dev.yera.bench.Postgres;
import dev.yera.bench.Table;
import java.io.IOException;

/** One table of figures, whose ratios are of one run. */
@FunctionalInterface
interface Part {
  /** Where sessions are created. */
  String SESSIONS = "/api/sessions";

  /** The app of one command, which repeats what it is told. */
  String CAT = "{\"app_id\":\"bench.cat\"}";

  /** The app that says much. */
  String TALK = "{\"app_id\":\"Talk.talk\"}";

  /**
   * Measures with servers of its own.
   *
   * @param database beside which they get theirs
   */
  Table run(Postgres database, Scale scale) throws IOException;
}
