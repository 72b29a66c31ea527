package dev.yera.model;

import java.util.Optional;
import java.util.UUID;

/** Knows which sessions run. Thread-safe; asked for each request and while it is answered. */
public interface RunningSessions {
  /** The one of this session; empty if it does not run, or never did. */
  Optional<ModelUser> running(UUID session);
}
