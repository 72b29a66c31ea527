package dev.yera.identity;

import java.util.Locale;

/** What is noted in the audit log. */
public enum Act {
  CREATED,
  /** Opened a stream; an admin also: asked for its state. */
  VIEWED,
  ANSWERED,
  /** Made another session with its answers. */
  FORKED,
  INTERRUPTED,
  SHARED,
  /** Took a share back. */
  UNSHARED,
  ENDED,
  ERASED,
  /** Gave it a file. */
  UPLOADED,
  /** Took a transcript; an admin also: a file. */
  EXPORTED,
  /** Named or pinned what is another's. */
  DESCRIBED,
  READ_ANSWERS,
  READ_DIAGNOSTICS,
  /** Listed the sessions of all. */
  LISTED,
  /** Read the audit log. */
  AUDITED,
  /** Took what is for support. */
  DIAGNOSED,
  /** Told a server to take no new sessions. */
  DRAINED;

  /** What an admin does when they use this right on what is another's. */
  public static Act of(Right right) {
    return switch (right) {
      case VIEW -> VIEWED;
      case ANSWER -> ANSWERED;
      case READ_ANSWERS -> READ_ANSWERS;
      case READ_DIAGNOSTICS -> READ_DIAGNOSTICS;
      case END -> ENDED;
      case ERASE -> ERASED;
      case DESCRIBE -> DESCRIBED;
      case SHARE -> SHARED;
      case FORK -> FORKED;
    };
  }

  /** Whether it makes room, and so must be possible when there is none to note it. */
  boolean makesRoom() {
    return this == ENDED || this == ERASED || this == DRAINED;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
