package dev.yera.app.call;

import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.reason.ReasonKey;

/**
 * One parameter of an app.
 *
 * @param name the name in {@code kwargs}
 * @param description for a form; may be empty
 * @param type the type of its values
 * @param hasDefault whether it may be left out
 * @param defaultValue the default, already of its type; null is a valid default
 */
public record Parameter(
    String name, String description, ParameterType type, boolean hasDefault, Object defaultValue) {

  /** A required parameter. */
  public static Parameter required(String name, String description, ParameterType type) {
    return new Parameter(name, description, type, false, null);
  }

  /** Reads the value from text; see {@link ParameterType#read}. */
  Object read(String text) {
    try {
      return type.read(text);
    } catch (MisfitException e) {
      throw new UnfitArgumentException(name, e.reason());
    } catch (MalformedJsonException e) {
      throw new UnfitArgumentException(name, ReasonKey.NO_JSON.with(e.getMessage()));
    }
  }

  /** Converts the value to the parameter's type; null is allowed only if it is the default. */
  Object coerce(Object value) {
    if (value == null && hasDefault && defaultValue == null) {
      return null;
    }
    try {
      return type.coerce(value);
    } catch (MisfitException e) {
      throw new UnfitArgumentException(name, e.reason());
    }
  }
}
