package dev.yera.bench.compare;

import dev.yera.bench.Dialect;
import dev.yera.bench.HttpConnection;
import dev.yera.bench.SseTalk;
import dev.yera.bench.Talk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A session server of our own in FastAPI with multiprocessing, of the shape that ours has: see
 * {@code src/bench/peers/sessions.py}. For one thread.
 */
final class FastApi implements Contender {
  private final String method;
  private final InetSocketAddress address;
  private final PeerProcess process;
  private final HttpConnection http;

  /** With this start method of multiprocessing. */
  FastApi(String method) throws IOException {
    this.method = method;
    address = PeerProcess.freeAddress();
    String port = Integer.toString(address.getPort());
    process =
        new PeerProcess(
            "fastapi-" + method,
            List.of(
                Peers.PYTHON,
                "-m",
                "uvicorn",
                "sessions:app",
                "--host=127.0.0.1",
                "--port=" + port,
                "--timeout-keep-alive=30", // longer than a client keeps a connection in silence
                "--log-level=error",
                "--no-access-log"),
            Path.of("src", "bench", "peers"),
            Map.of(
                "SESSIONS_START_METHOD",
                method,
                // Compiled modules are kept, as usual, but not beside the sources.
                "PYTHONDONTWRITEBYTECODE",
                "",
                "PYTHONPYCACHEPREFIX",
                PeerProcess.outputs().resolve("pycache").toString()),
            address);
    http = new HttpConnection(address);
  }

  @Override
  public long pid() {
    return process.pids().get(0);
  }

  @Override
  public String name() {
    return "FastAPI + multiprocessing (" + method + ")";
  }

  @Override
  public Talk start() throws IOException {
    return new SseTalk(address, http, "/sessions", "{\"app_id\":\"talk\"}", Dialect.ANY);
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.close();
  }
}
