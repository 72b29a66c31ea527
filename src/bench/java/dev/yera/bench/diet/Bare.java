package dev.yera.bench.diet;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A child that says the two lines that are waited for, and nothing else. */
public final class Bare {
  static final byte[] LINES =
      "{\"type\":\"ready\"}\n{\"block_type\":\"text_input\"}\n".getBytes(StandardCharsets.US_ASCII);

  private Bare() {}

  /** Says them, and waits for the end of its input. */
  public static void main(String[] args) throws IOException {
    new FileOutputStream(FileDescriptor.out).write(LINES);
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
  }
}
