package dev.yera.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process on a pseudo-terminal of its own, which is its standard input, output and error output,
 * and controls its session: Ctrl-C is a signal, and {@code /dev/tty} is there. Thread-safe as
 * {@link Process} is; {@link #getErrorStream} has nothing.
 */
public final class TerminalProcess extends Process {
  /** The first terminal that a leader of a session opens becomes the one that controls it. */
  private static final String ON_TERMINAL = "exec <>\"$1\" >&0 2>&0; shift; exec \"$@\"";

  private final Process process;
  private final PseudoTerminal terminal;
  private final InputStream output;
  private final OutputStream input;

  private TerminalProcess(Process process, PseudoTerminal terminal) {
    this.process = process;
    this.terminal = terminal;
    this.output = terminal.output();
    this.input = terminal.input();
  }

  /**
   * The words that put the command after them on a terminal. They have to be run by the leader of a
   * session without one. Not by the server: if it leads a session itself, opening a terminal would
   * make it the server's.
   */
  public static List<String> words(PseudoTerminal terminal) {
    return List.of("sh", "-c", ON_TERMINAL, "sh", terminal.path());
  }

  /**
   * Starts a command that has {@link #words} in it.
   *
   * @throws IOException if it cannot be started
   */
  public static TerminalProcess start(ProcessBuilder builder, PseudoTerminal terminal)
      throws IOException {
    return new TerminalProcess(builder.start(), terminal);
  }

  /** Its terminal. */
  public PseudoTerminal terminal() {
    return terminal;
  }

  @Override
  public OutputStream getOutputStream() {
    return input;
  }

  @Override
  public InputStream getInputStream() {
    return output;
  }

  /** What was said because there is no terminal. */
  @Override
  public InputStream getErrorStream() {
    return process.getErrorStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    int status = process.waitFor();
    terminal.hangUp();
    return status;
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return process.waitFor(timeout, unit);
  }

  @Override
  public int exitValue() {
    return process.exitValue();
  }

  @Override
  public void destroy() {
    process.destroy();
  }

  @Override
  public Process destroyForcibly() {
    process.destroyForcibly();
    return this;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public ProcessHandle toHandle() {
    return process.toHandle();
  }

  @Override
  public CompletableFuture<Process> onExit() {
    return process.onExit().thenApply(ended -> this);
  }
}
