package dev.yera.sandbox;

/**
 * What an app says that it needs at most: it gets that, or what the server gives to all where that
 * is less.
 *
 * @param limits of each kind the least that is enough
 * @param network whether it needs any
 */
public record Needs(Limits limits, boolean network) {
  /** Of an app that says nothing. */
  public static final Needs ALL = new Needs(Limits.NONE, true);
}
