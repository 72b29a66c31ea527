package dev.yera.app;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a parameter of an {@link App}. A parameter is a {@code String}, {@code int}, {@code
 * long}, {@code BigInteger}, {@code double}, {@code float}, {@code boolean}, {@code LocalDate} or
 * an enum, a {@code List} of these, or an {@code Optional} of any of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {
  /** No default: a value is required. */
  String NO_DEFAULT = "\u0000none";

  /** The public name; by default the Java name. */
  String name() default "";

  /** Its purpose. */
  String description() default "";

  /**
   * The default value as text: {@code "5"}, {@code "true"}, for a list {@code "a, b"} or a JSON
   * array.
   */
  String defaultValue() default NO_DEFAULT;
}
