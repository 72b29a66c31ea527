package dev.yera.bench.diet;

import dev.yera.bench.ProcFiles;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A child process at its first question, and how it got there. */
final class Child implements AutoCloseable {
  private final Process process;
  private final long readyNanos;
  private final long questionNanos;

  /**
   * Starts one and waits for its question.
   *
   * @param more options besides those of the variant
   * @param start the line that says which app
   */
  Child(Variant variant, List<String> more, String classPath, String start) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(variant, more, classPath));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("LANG", "C.UTF-8");
    builder.environment().putAll(variant.environment());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    long begin = System.nanoTime();
    process = builder.start();
    // As the server does it: the line waits in the pipe until the child reads it.
    process.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    InputStream out = process.getInputStream();
    readLine(out);
    readyNanos = System.nanoTime() - begin;
    String question = readLine(out);
    questionNanos = System.nanoTime() - begin;
    if (!question.contains("text_input")) {
      throw new IOException("Not a question: " + question);
    }
  }

  static List<String> command(Variant variant, List<String> more, String classPath) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", dev.yera.worker.Main.MOVE_PIPES, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(variant.options());
    command.addAll(more);
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(List.of("-cp", classPath, variant.main()));
    return command;
  }

  private static String readLine(InputStream out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = out.read(); c != '\n'; c = out.read()) {
      if (c < 0) {
        throw new EOFException("The child ended");
      }
      line.append((char) c);
    }
    return line.toString();
  }

  double readyMillis() {
    return readyNanos / 1e6;
  }

  double questionMillis() {
    return questionNanos / 1e6;
  }

  /** Its memory; what is shared by several counts in parts. */
  double pssMegabytes() {
    return ProcFiles.pss(process.pid()) / 1048576.0;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.getInputStream().close();
  }
}
