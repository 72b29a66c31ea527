package dev.yera.bench.diet;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A child that says the two lines that are waited for, and nothing else. */
public final class Bare {
  static final byte[] LINES =
      "{\"type\":\"ready\"}\n{\"block_type\":\"text_input\"}\n".getBytes(StandardCharsets.US_ASCII);

  private Bare() {}

  /** Says them, and waits for the end of its input. */
  public static void main(String[] args) throws IOException {
    speak();
  }

  static void speak() throws IOException {
    // Where dev.yera.worker.Main has the server's pipes.
    new FileOutputStream("/proc/self/fd/3").write(LINES);
    new FileInputStream("/proc/self/fd/4").transferTo(OutputStream.nullOutputStream());
  }
}
