package dev.yera.app.call;

import dev.yera.event.reason.ReasonKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of an app.
 *
 * @param args positional arguments; none once they are bound to parameters
 * @param kwargs arguments by name; once bound, every parameter in order
 */
public record Arguments(List<?> args, Map<String, ?> kwargs) {
  /** Keeps copies; a value may be null. */
  public Arguments {
    args = Collections.unmodifiableList(new ArrayList<>(args));
    kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
  }

  /**
   * Binds arguments to parameters (see "Arguments" in {@code protocol.md}).
   *
   * @throws UnfitArgumentException if something does not fit, is missing, or is there twice
   */
  public static Arguments bind(List<Parameter> params, List<?> args, Map<String, ?> kwargs) {
    if (args.size() > params.size()) {
      throw new UnfitArgumentException("args", ReasonKey.TOO_MANY.with(args.size(), params.size()));
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    for (int i = 0; i < params.size(); i++) {
      Parameter param = params.get(i);
      boolean named = kwargs.containsKey(param.name());
      if (i < args.size()) {
        if (named) {
          throw new UnfitArgumentException(param.name(), ReasonKey.TWICE.with());
        }
        bound.put(param.name(), param.coerce(args.get(i)));
      } else if (named) {
        bound.put(param.name(), param.coerce(kwargs.get(param.name())));
      } else if (param.hasDefault()) {
        bound.put(param.name(), param.defaultValue());
      } else {
        throw new UnfitArgumentException(
            param.name(), ReasonKey.MISSING.with(param.type().wireName()));
      }
    }
    for (String name : kwargs.keySet()) {
      if (!bound.containsKey(name)) {
        throw new UnfitArgumentException(
            name,
            params.isEmpty()
                ? ReasonKey.NO_PARAMETERS.with()
                : ReasonKey.OTHER_PARAMETERS.with(String.join(", ", bound.keySet())));
      }
    }
    return new Arguments(List.of(), bound);
  }

  /**
   * Refuses NUL characters: they would end a word of a command line, and most databases refuse
   * them.
   *
   * @throws UnfitArgumentException if an argument has one
   */
  public void refuseNul() {
    refuseNul("args", args);
    kwargs.forEach(
        (name, value) -> {
          refuseNul("kwargs", name);
          refuseNul(name, value);
        });
  }

  private static void refuseNul(String parameter, Object value) {
    if (value instanceof String text && text.indexOf('\0') >= 0) {
      throw new UnfitArgumentException(parameter, ReasonKey.NUL.with());
    } else if (value instanceof Iterable<?> list) {
      list.forEach(element -> refuseNul(parameter, element));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, element) -> {
            refuseNul(parameter, name);
            refuseNul(parameter, element);
          });
    }
  }
}
