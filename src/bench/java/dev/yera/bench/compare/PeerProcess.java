package dev.yera.bench.compare;

import dev.yera.bench.Pause;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another server's process, on loopback. It ends with all that it started, also when the benchmark
 * fails or is interrupted.
 */
final class PeerProcess implements AutoCloseable {
  private static final long BOOT_SECONDS = 30;
  private static final long STOP_SECONDS = 3;

  private final Process process;
  private final Path log;

  /**
   * Starts it and waits until somebody listens.
   *
   * @param name of its log under {@code target/bench}
   * @param folder where it runs
   * @param more of its environment, besides what it inherits
   */
  PeerProcess(
      String name,
      List<String> command,
      Path folder,
      Map<String, String> more,
      InetSocketAddress address)
      throws IOException {
    log = outputs().resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(more);
    builder.redirectInput(new File("/dev/null"));
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    try {
      awaitListener(address);
    } catch (IOException e) {
      end();
      throw e;
    }
  }

  private void awaitListener(InetSocketAddress address) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOOT_SECONDS);
    while (!listens(address)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("A peer did not start:\n" + Files.readString(log));
      }
      Pause.millis(50);
    }
  }

  private static boolean listens(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, 1000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Where logs and files of peers go. */
  static Path outputs() throws IOException {
    return Files.createDirectories(Path.of("target", "bench", "peers")).toAbsolutePath();
  }

  /** A port of loopback that nobody has. */
  static InetSocketAddress freeAddress() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
      return new InetSocketAddress(loopback, socket.getLocalPort());
    }
  }

  /** The process itself and what it has started, directly or not. */
  List<Long> pids() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .map(ProcessHandle::pid)
        .toList();
  }

  private void end() {
    // What it started would belong to nobody once it is gone: noted before.
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(all::add);
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() {
    end();
  }
}
