package dev.yera.worker;

import dev.yera.app.AppStopped;
import java.util.HashMap;
import java.util.Map;

/** Received answers, each kept for the thread that asked. */
final class Answers {
  private final Map<String, Object> came = new HashMap<>();
  private String stopReason;

  synchronized void put(String blockId, Object value) {
    came.put(blockId, value);
    notifyAll();
  }

  /** Ends all waiting: no more answers will come. */
  synchronized void stop(String reason) {
    stopReason = reason;
    notifyAll();
  }

  synchronized boolean stopped() {
    return stopReason != null;
  }

  synchronized Object take(String blockId) throws InterruptedException {
    while (!came.containsKey(blockId)) {
      if (stopReason != null) {
        throw new AppStopped(stopReason);
      }
      wait();
    }
    return came.remove(blockId);
  }
}
