package dev.yera.app.call;

import dev.yera.event.json.MalformedJsonException;

/**
 * One parameter of an app.
 *
 * @param name what it is passed by
 * @param description for a form; may be empty
 * @param type what it takes
 * @param hasDefault whether it may be left out
 * @param defaultValue what it is then, already of its type; null is a value
 */
public record Parameter(
    String name, String description, ParameterType type, boolean hasDefault, Object defaultValue) {

  /** A parameter that must be given. */
  public static Parameter required(String name, String description, ParameterType type) {
    return new Parameter(name, description, type, false, null);
  }

  /** The value that a text means, see {@link ParameterType#read}. */
  Object read(String text) {
    try {
      return type.read(text);
    } catch (IllegalArgumentException | MalformedJsonException e) {
      throw new UnfitArgumentException(name, e.getMessage());
    }
  }

  /** The value as this parameter takes it; null only where null is the default. */
  Object coerce(Object value) {
    if (value == null && hasDefault && defaultValue == null) {
      return null;
    }
    try {
      return type.coerce(value);
    } catch (IllegalArgumentException e) {
      throw new UnfitArgumentException(name, e.getMessage());
    }
  }
}
