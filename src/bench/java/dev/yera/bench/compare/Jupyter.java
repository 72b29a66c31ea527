package dev.yera.bench.compare;

import dev.yera.bench.HttpConnection;
import dev.yera.bench.ProcFiles;
import dev.yera.bench.Talk;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Jupyter Server: a Python kernel for each session, asked to run a loop of questions. */
final class Jupyter implements Contender {
  private static final Pattern KERNEL = Pattern.compile("\"id\": ?\"([^\"]+)\"");
  private static final String LOOP =
      "said = input('Say something')\\n"
          + "while True:\\n"
          + "    print(said, flush=True)\\n"
          + "    said = input('Say something')\\n";

  private final InetSocketAddress address;
  private final PeerProcess process;
  private final HttpConnection http;

  Jupyter() throws IOException {
    address = PeerProcess.freeAddress();
    Path folder = Files.createDirectories(PeerProcess.outputs().resolve("jupyter"));
    process =
        new PeerProcess(
            "jupyter",
            List.of(
                "jupyter-server",
                "--no-browser",
                "--allow-root",
                "--ServerApp.ip=127.0.0.1",
                "--ServerApp.port=" + address.getPort(),
                "--ServerApp.port_retries=0",
                "--ServerApp.token=",
                "--ServerApp.password=",
                "--ServerApp.disable_check_xsrf=True",
                "--ServerApp.log_level=ERROR",
                "--ServerApp.root_dir=" + folder),
            folder,
            Map.of(
                "JUPYTER_CONFIG_DIR",
                folder.resolve("config").toString(),
                "JUPYTER_RUNTIME_DIR",
                folder.resolve("runtime").toString(),
                "JUPYTER_DATA_DIR",
                folder.resolve("data").toString(),
                "IPYTHONDIR",
                folder.resolve("ipython").toString()),
            address);
    http = new HttpConnection(address);
  }

  @Override
  public long pid() {
    return process.pids().get(0);
  }

  @Override
  public String name() {
    return "Jupyter Server";
  }

  @Override
  public Talk start() throws IOException {
    String created = http.post("/api/kernels", "{}").expect(201).body();
    Matcher id = KERNEL.matcher(created);
    if (!id.find()) {
      throw new IOException("No kernel in: " + created);
    }
    return new Kernel(id.group(1));
  }

  /** Bytes of memory that each kernel takes, on average; what they share counts in parts. */
  double kernelPss() {
    List<Long> kernels = process.pids().stream().skip(1).toList();
    return kernels.stream().mapToLong(ProcFiles::pss).average().orElseThrow();
  }

  @Override
  public void close() throws IOException {
    http.close();
    process.close();
  }

  private final class Kernel implements Talk {
    private final String path;
    private final WebSocket socket;
    private int sent;
    private boolean asked;
    private boolean printed;

    Kernel(String id) throws IOException {
      path = "/api/kernels/" + id;
      socket = new WebSocket(address, path + "/channels?session_id=bench", this::message);
      send(
          "shell",
          "execute_request",
          "{\"code\":\"%s\",\"silent\":false,\"store_history\":false,\"user_expressions\":{},"
                  .formatted(LOOP)
              + "\"allow_stdin\":true,\"stop_on_error\":true}");
      socket.readUntil(() -> asked);
    }

    private void send(String channel, String type, String content) throws IOException {
      socket.send(
          ("{\"header\":{\"msg_id\":\"m%d\",\"msg_type\":\"%s\",\"username\":\"\","
                  + "\"session\":\"bench\",\"date\":\"2026-01-01T00:00:00Z\",\"version\":\"5.3\"},"
                  + "\"parent_header\":{},\"metadata\":{},\"content\":%s,\"channel\":\"%s\","
                  + "\"buffers\":[]}")
              .formatted(sent++, type, content, channel));
    }

    private void message(byte[] bytes, int from, int to) {
      String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      asked |= text.contains("\"msg_type\": \"input_request\"");
      printed |= text.contains("\"msg_type\": \"stream\"");
    }

    @Override
    public long say(String text) throws IOException {
      asked = false;
      printed = false;
      long begin = System.nanoTime();
      send("stdin", "input_reply", "{\"value\":\"" + text + "\"}");
      socket.readUntil(() -> printed);
      long nanos = System.nanoTime() - begin;
      socket.readUntil(() -> asked);
      return nanos;
    }

    @Override
    public long burst(int pieces) {
      throw new UnsupportedOperationException("a kernel's output comes in other pieces");
    }

    @Override
    public void close() throws IOException {
      socket.close();
      http.delete(path).expect(204);
    }
  }
}
