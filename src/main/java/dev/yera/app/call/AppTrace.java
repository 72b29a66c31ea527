package dev.yera.app.call;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Reduces a stack trace to the app's own frames: what called the app goes, and what the app called
 * of the SDK, so that the first line is the author's (issue 17).
 */
final class AppTrace {
  private static final String CALLER = AppMethod.class.getName();
  private static final Set<String> SDK =
      Set.of(
          "dev.yera.app",
          "dev.yera.app.call",
          "dev.yera.app.local",
          "dev.yera.event",
          "dev.yera.event.block",
          "dev.yera.event.json",
          "dev.yera.worker");
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.");

  private AppTrace() {}

  static void trim(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      StackTraceElement[] frames = each.getStackTrace();
      int end = ownFrames(frames);
      each.setStackTrace(Arrays.copyOfRange(frames, ownBegin(frames, end), end));
    }
  }

  /** After the last frame of the SDK that is above all frames of the author. */
  private static int ownBegin(StackTraceElement[] frames, int end) {
    int begin = 0;
    for (int i = 0; i < end; i++) {
      String name = frames[i].getClassName();
      if (SDK.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
        begin = i + 1;
      } else if (JDK.stream().noneMatch(name::startsWith)) {
        return begin;
      }
    }
    return 0;
  }

  private static int ownFrames(StackTraceElement[] frames) {
    int end = frames.length - 1;
    while (end >= 0 && !frames[end].getClassName().equals(CALLER)) {
      end--;
    }
    while (end > 0 && isCall(frames[end - 1].getClassName())) {
      end--;
    }
    return end < 0 ? frames.length : end;
  }

  private static boolean isCall(String className) {
    return className.equals(CALLER)
        || className.startsWith("java.lang.reflect.")
        || className.startsWith("jdk.internal.reflect.")
        || className.startsWith("java.lang.invoke.");
  }
}
