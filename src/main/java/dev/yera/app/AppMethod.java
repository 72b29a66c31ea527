package dev.yera.app;

import dev.yera.event.Exit;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The method behind an app id. */
final class AppMethod {
  private final String id;
  private final Method method;

  private AppMethod(String id, Method method) {
    this.id = id;
    this.method = method;
  }

  /**
   * Finds it by its id.
   *
   * @throws ClassNotFoundException if there is no such class
   * @throws NoSuchMethodException if the class has no such app
   */
  static AppMethod find(String appId, ClassLoader loader) throws ReflectiveOperationException {
    int dot = appId.lastIndexOf('.');
    if (dot < 0) {
      throw new ClassNotFoundException(appId.concat(" is no class name, dot, method name"));
    }
    return find(load(appId.substring(0, dot), loader), appId.substring(dot + 1));
  }

  static AppMethod find(Class<?> owner, String name) throws NoSuchMethodException {
    List<Method> found = new ArrayList<>();
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
        found.add(method);
      }
    }
    if (found.size() > 1) {
      // Annotations only now: reading them costs a start several milliseconds.
      found.removeIf(method -> !method.isAnnotationPresent(App.class));
    }
    if (found.size() != 1) {
      throw new NoSuchMethodException(
          owner.getName() + " has no static method " + name + " that is the only one with @App");
    }
    return of(found.get(0));
  }

  static AppMethod of(Method method) {
    method.setAccessible(true);
    String owner = method.getDeclaringClass().getName().replace('$', '.');
    return new AppMethod(owner.concat(".").concat(method.getName()), method);
  }

  /** Nested classes have dots in an app id. */
  private static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
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
  String id() {
    return id;
  }

  ClassLoader loader() {
    return method.getDeclaringClass().getClassLoader();
  }

  Method method() {
    return method;
  }

  /** The contract's name for what it returns. */
  String returnType() {
    return method.getReturnType() == void.class
        ? Exit.NO_VALUE
        : ContractType.of(method.getGenericReturnType());
  }

  /**
   * Runs it.
   *
   * @param kwargs a JSON value for each parameter
   * @return what it returned
   * @throws Exception what it threw
   */
  Object invoke(Map<String, ?> kwargs) throws Exception {
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
    Parameter[] parameters = method.getParameters();
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

  /** What a parameter is called outside. */
  static String nameOf(Parameter parameter) {
    Param param = parameter.getAnnotation(Param.class);
    return param == null || param.name().isEmpty() ? parameter.getName() : param.name();
  }
}
