package dev.yera.app.call;

import dev.yera.app.Param;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the parameters of an app from its loaded method. The server reads them from byte code
 * instead, because it loads no class of an app; both use {@link Parameter} and {@link
 * ParameterType}.
 */
final class MethodParameters {
  private MethodParameters() {}

  /**
   * The parameters in their order.
   *
   * @throws IllegalArgumentException if one has an unsupported type or an unfit default
   */
  static List<Parameter> of(Method method) {
    List<Parameter> parameters = new ArrayList<>();
    for (java.lang.reflect.Parameter each : method.getParameters()) {
      parameters.add(of(each));
    }
    return parameters;
  }

  private static Parameter of(java.lang.reflect.Parameter parameter) {
    String name = AppMethod.nameOf(parameter);
    Optional<Type> optional = elementOf(parameter.getParameterizedType(), Optional.class);
    ParameterType type = type(name, optional.orElse(parameter.getParameterizedType()));
    Param param = parameter.getAnnotation(Param.class);
    String description = param == null ? "" : param.description();
    if (param != null && !param.defaultValue().equals(Param.NO_DEFAULT)) {
      return new Parameter(name, description, type, true, type.read(param.defaultValue()));
    }
    return optional.isPresent()
        ? new Parameter(name, description, type, true, null)
        : Parameter.required(name, description, type);
  }

  private static ParameterType type(String name, Type type) {
    Optional<Type> element = elementOf(type, List.class);
    return element.isPresent() ? scalar(name, element.get()).asList() : scalar(name, type);
  }

  private static ParameterType scalar(String name, Type type) {
    if (type instanceof Class<?> plain && plain.isEnum()) {
      return ParameterType.choice(
          Stream.of(plain.getEnumConstants()).map(each -> ((Enum<?>) each).name()).toList());
    }
    return ParameterType.ofJava(type.getTypeName())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ParameterType.unsupported(name, type.getTypeName()).toString()));
  }

  private static Optional<Type> elementOf(Type type, Class<?> generic) {
    return type instanceof ParameterizedType of && of.getRawType() == generic
        ? Optional.of(of.getActualTypeArguments()[0])
        : Optional.empty();
  }
}
