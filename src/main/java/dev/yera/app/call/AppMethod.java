package dev.yera.app.call;

import dev.yera.app.App;
import dev.yera.app.Ending;
import dev.yera.app.Param;
import dev.yera.app.ReferredMethod;
import dev.yera.event.block.Exit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The method behind an app id. */
public final class AppMethod {
  private final String id;
  private final Method method;

  private AppMethod(String id, Method method) {
    this.id = id;
    this.method = method;
  }

  /**
   * Finds an app by its id.
   *
   * @throws ClassNotFoundException if there is no such class
   * @throws NoSuchMethodException if the class has no such app
   */
  public static AppMethod find(String appId, ClassLoader loader)
      throws ReflectiveOperationException {
    int dot = appId.lastIndexOf('.');
    if (dot < 0) {
      throw new ClassNotFoundException(
          appId.concat(" is not an app id: class name, dot, method name"));
    }
    return find(owner(appId.substring(0, dot), loader), appId.substring(dot + 1));
  }

  public static AppMethod find(Class<?> owner, String name) throws NoSuchMethodException {
    List<Method> found = new ArrayList<>();
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
        found.add(method);
      }
    }
    if (found.size() > 1) {
      // Checked last: reading annotations costs several milliseconds of a start.
      found.removeIf(method -> !method.isAnnotationPresent(App.class));
    }
    if (found.size() != 1) {
      throw new NoSuchMethodException(
          owner.getName() + " must have exactly one static method " + name + " with @App");
    }
    return of(found.get(0));
  }

  public static AppMethod of(Method method) {
    method.setAccessible(true);
    return new AppMethod(ReferredMethod.idOf(method), method);
  }

  /**
   * Loads the class of an app without running any of its code, so the run begins at once. Errors
   * are left to {@link #run}, which can report them.
   *
   * @param loader where its class is
   */
  public static void load(String appId, ClassLoader loader) {
    try {
      find(appId, loader);
    } catch (ReflectiveOperationException | LinkageError unfit) {
      // run() fails in the same way.
    }
  }

  /**
   * Finds an app and runs it.
   *
   * @param loader where its class is
   * @param kwargs a JSON value for each parameter
   * @throws Exception the app's exception, with the app's own frames only
   */
  public static Ending run(String appId, ClassLoader loader, Map<String, ?> kwargs)
      throws Exception {
    return find(appId, loader).run(kwargs);
  }

  /**
   * Runs the app.
   *
   * @param kwargs a JSON value for each parameter
   * @return its ending, with the return value
   * @throws Exception the app's exception, with the app's own frames only
   */
  public Ending run(Map<String, ?> kwargs) throws Exception {
    try {
      Object value = invoke(kwargs);
      return Ending.returned(returnType(), value);
    } catch (Throwable error) {
      AppTrace.trim(error);
      throw error;
    }
  }

  /** Nested classes have dots in an app id. */
  private static Class<?> owner(String name, ClassLoader loader) throws ClassNotFoundException {
    String binary = name;
    while (true) {
      try {
        return Class.forName(binary, false, loader);
      } catch (ClassNotFoundException notThis) {
        int dot = binary.lastIndexOf('.');
        if (dot < 0) {
          throw new ClassNotFoundException("there is no class ".concat(name), notThis);
        }
        binary = binary.substring(0, dot).concat("$").concat(binary.substring(dot + 1));
      }
    }
  }

  /** Its app id. */
  public String id() {
    return id;
  }

  public ClassLoader loader() {
    return method.getDeclaringClass().getClassLoader();
  }

  /** The name of the return type in the protocol. */
  private String returnType() {
    return method.getReturnType() == void.class
        ? Exit.NO_VALUE
        : ContractType.of(method.getGenericReturnType());
  }

  /**
   * Binds arguments where no server does it.
   *
   * @param given values of the parameters' types, or their text forms ({@code "5"} for an int,
   *     {@code "a, b"} for a list)
   * @return a JSON value for each parameter
   * @throws IllegalArgumentException if something does not fit; the message is for the user
   */
  public Map<String, ?> bind(Map<String, ?> given) {
    List<Parameter> parameters = MethodParameters.of(method);
    Map<String, Object> values = new LinkedHashMap<>();
    given.forEach((name, value) -> values.put(name, json(value)));
    try {
      for (Parameter parameter : parameters) {
        if (values.get(parameter.name()) instanceof String text && parameter.type().list()) {
          values.put(parameter.name(), parameter.read(text));
        }
      }
      return Arguments.bind(parameters, List.of(), values).kwargs();
    } catch (UnfitArgumentException unfit) {
      throw new IllegalArgumentException(
          "parameter " + unfit.parameter() + " of " + id + ": " + unfit.getMessage(), unfit);
    }
  }

  private static Object json(Object value) {
    if (value instanceof Optional<?> optional) {
      return json(optional.orElse(null));
    } else if (value instanceof Iterable<?> values) {
      List<Object> list = new ArrayList<>();
      values.forEach(each -> list.add(json(each)));
      return list;
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    boolean plain = value == null || value instanceof Number || value instanceof Boolean;
    return plain ? value : value.toString();
  }

  private Object invoke(Map<String, ?> kwargs) throws Exception {
    Object[] arguments = arguments(kwargs);
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) thrown.getCause();
    }
  }

  private Object[] arguments(Map<String, ?> kwargs) {
    java.lang.reflect.Parameter[] parameters = method.getParameters();
    Object[] arguments = new Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      String name = parameters[i].getName();
      if (!kwargs.containsKey(name)) {
        name = nameOf(parameters[i]);
      }
      try {
        arguments[i] = JsonToJava.convert(kwargs.get(name), parameters[i].getParameterizedType());
      } catch (IllegalArgumentException unfit) {
        throw new IllegalArgumentException(
            "parameter " + name + " of " + id + ": " + unfit.getMessage(), unfit);
      }
    }
    return arguments;
  }

  /** The public name of a parameter. */
  static String nameOf(java.lang.reflect.Parameter parameter) {
    Param param = parameter.getAnnotation(Param.class);
    return param == null || param.name().isEmpty() ? parameter.getName() : param.name();
  }
}
