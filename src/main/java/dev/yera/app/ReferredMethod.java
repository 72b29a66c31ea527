package dev.yera.app;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/** Finds the method behind an {@link AppRef}: a serializable method reference contains its name. */
public final class ReferredMethod {
  private ReferredMethod() {}

  /**
   * Finds the method.
   *
   * @param word the method that took the reference, for the message
   * @throws IllegalArgumentException if it does not refer to a static method with {@code @App}
   */
  public static Method of(String word, AppRef reference) {
    try {
      Method replace = reference.getClass().getDeclaredMethod("writeReplace");
      replace.setAccessible(true);
      SerializedLambda lambda = (SerializedLambda) replace.invoke(reference);
      ClassLoader loader = reference.getClass().getClassLoader();
      Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
      MethodType type =
          MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
      Method method = owner.getDeclaredMethod(lambda.getImplMethodName(), type.parameterArray());
      if (lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic
          && method.isAnnotationPresent(App.class)) {
        return method;
      }
      throw noApp(word, method.getName());
    } catch (ReflectiveOperationException noLambda) {
      throw noApp(word, reference.getClass().getName());
    }
  }

  /** The app id of this method. */
  public static String idOf(Method method) {
    String owner = method.getDeclaringClass().getName().replace('$', '.');
    return owner.concat(".").concat(method.getName());
  }

  private static IllegalArgumentException noApp(String word, String what) {
    return Misuse.argument(
        word, what + " is not an app", "Pass a reference to a static method with @App: Echo::echo");
  }
}
