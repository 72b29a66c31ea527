package dev.yera.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A client on a {@link FarHost} that reads a stream as fast as it can. */
final class FarReader implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(FarReader.class.getName());

  private final Process process;
  private volatile String said = "0 0";

  FarReader(FarHost host, int port, String session, long lastEventId) throws IOException {
    process =
        host.start(
            new ProcessBuilder(
                    "python3",
                    "src/test/it/far.py",
                    host.near().getHostAddress(),
                    Integer.toString(port),
                    session,
                    Long.toString(lastEventId))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
    Thread listening = new Thread(this::listen, "far-reader");
    listening.setDaemon(true);
    listening.start();
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said = line;
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "It was ended", e);
    }
  }

  private long number(int place) {
    return Long.parseLong(said.replace("end ", "").split(" ", -1)[place]);
  }

  /** The number of the last event that it has. */
  long last() {
    return number(0);
  }

  /** How often an id was not the one after the id before. */
  long holes() {
    return number(1);
  }

  /** Whether its stream has ended. */
  boolean hasEnded() {
    return said.startsWith("end ");
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }
}
