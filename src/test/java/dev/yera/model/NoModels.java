package dev.yera.model;

import dev.yera.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The gate of a server without language models: it listens nowhere. */
public final class NoModels {
  private NoModels() {}

  /** It needs not be closed. */
  public static ModelGate gate() {
    try {
      return new ModelGate(
          new Settings(key -> Optional.empty()),
          Path.of(""),
          Runnable::run,
          session -> Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
