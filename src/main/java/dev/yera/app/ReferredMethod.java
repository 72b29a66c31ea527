package dev.yera.app;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;

/** Finds the method behind an {@link AppRef}: a serializable method reference tells its name. */
final class ReferredMethod {
  private ReferredMethod() {}

  static AppMethod of(String word, AppRef reference) {
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
        return AppMethod.of(method);
      }
      throw noApp(word, method.getName());
    } catch (ReflectiveOperationException noLambda) {
      throw noApp(word, reference.getClass().getName());
    }
  }

  private static IllegalArgumentException noApp(String word, String what) {
    return Misuse.argument(
        word,
        what + " is no app",
        "Give a method reference to a static method with @App: Echo::echo");
  }
}
