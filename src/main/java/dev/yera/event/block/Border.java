package dev.yera.event.block;

/** The lines of a {@link Table}. */
public enum Border {
  /** Around everything and between all cells. */
  ALL(true),
  /** None. */
  NONE(false),
  /** Between rows only. */
  HORIZONTAL("horizontal");

  @SuppressWarnings("ImmutableEnumChecker") // a Boolean or a String
  private final Object wireValue;

  Border(Object wireValue) {
    this.wireValue = wireValue;
  }

  /** {@code true}, {@code false} or {@code "horizontal"}. */
  public Object wireValue() {
    return wireValue;
  }
}
