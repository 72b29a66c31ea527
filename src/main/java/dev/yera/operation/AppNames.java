package dev.yera.operation;

import dev.yera.catalog.AppId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of apps as labels. Apps come and go while the server runs, and a label stays for ever:
 * what comes after the first so many is {@link #OTHER}. Thread-safe.
 */
final class AppNames {
  /** No app is called that: an identifier has no parenthesis. */
  static final String OTHER = "(other)";

  private final int most;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  AppNames(int most) {
    this.most = most;
  }

  String of(AppId app) {
    String name = app.value();
    if (known.contains(name)) {
      return name;
    }
    synchronized (this) {
      if (known.size() >= most) {
        return OTHER;
      }
      known.add(name);
      return name;
    }
  }
}
