package dev.yera.store;

/** Another server has taken the session over: what this one appends to it is not stored. */
public class FencedException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Names the session. */
  public FencedException(String session) {
    super("The session " + session + " belongs to another server now", null);
  }
}
