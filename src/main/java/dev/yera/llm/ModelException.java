package dev.yera.llm;

/** A language model does not answer. The app may catch it and go on. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it does not. */
  public enum Reason {
    /** No model is configured, or none of this name. */
    NO_MODEL,
    /** The tokens of the user, or of the server, are used up for now. */
    NO_TOKENS,
    /** There are too many requests now, also after some more tries. */
    BUSY,
    /** It was silent for too long. */
    SILENT,
    /** The request is not one that this model takes: too long, for instance. */
    REFUSED,
    /** What it said is no answer to what it was asked. */
    UNFIT,
    /** A file that it was asked about cannot be read, or has too much text. */
    UNREADABLE,
    /** A server of tools cannot be had. */
    NO_TOOLS,
    /** Its provider cannot be reached, or failed. */
    FAILED
  }

  private final Reason reason;

  /** With one sentence for people. */
  ModelException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Why it does not answer. */
  public Reason reason() {
    return reason;
  }
}
