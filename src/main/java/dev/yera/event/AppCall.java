package dev.yera.event;

import java.util.Objects;

/**
 * The call of an app that an event comes from: its {@code app} member (see "Events" in {@code
 * protocol.md}).
 *
 * @param name the app id
 * @param instanceId which call of that app in this session, counted from 0 for each app id
 */
public record AppCall(String name, int instanceId) {
  /** Refuses a missing name and a negative instance. */
  public AppCall {
    Objects.requireNonNull(name, "name");
    if (instanceId < 0) {
      throw new IllegalArgumentException("instanceId is " + instanceId + ", must be 0 or more");
    }
  }

  /** The first call of this app. */
  public static AppCall first(String name) {
    return new AppCall(name, 0);
  }
}
