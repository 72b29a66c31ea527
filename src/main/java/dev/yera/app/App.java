package dev.yera.app;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a static method an app. The app id is class name, dot, method name: {@code
 * dev.yera.examples.Echo.echo}. Users fill in its parameters before it starts; see {@link Param}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface App {
  /** The display name; by default derived from the method name. */
  String name() default "";

  /** One or two sentences about its purpose. */
  String description() default "";

  /**
   * How long a session may run without viewers, e.g. {@code PT10M}; empty: the server's setting.
   */
  String away() default "";

  /** How long a session may wait for an answer, e.g. {@code PT1H}; empty: the server's setting. */
  String idle() default "";
}
