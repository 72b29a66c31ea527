package dev.yera.app.call;

import java.util.Arrays;

/** Reduces a stack trace to the app's own frames. */
final class AppTrace {
  private static final String CALLER = AppMethod.class.getName();

  private AppTrace() {}

  static void trim(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      StackTraceElement[] frames = each.getStackTrace();
      each.setStackTrace(Arrays.copyOf(frames, ownFrames(frames)));
    }
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
