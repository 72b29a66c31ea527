package dev.yera.executor;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What executors need: threads, and a guard of their own. */
abstract class GuardedTest {
  @TempDir Path folder;
  final ExecutorService threads = Executors.newCachedThreadPool();
  Guard guard;

  @BeforeEach
  void open() throws IOException {
    guard = new Guard(new WorkFolder(folder), Duration.ofSeconds(1));
  }

  @AfterEach
  void close() throws IOException {
    guard.close();
    threads.shutdown();
  }
}
