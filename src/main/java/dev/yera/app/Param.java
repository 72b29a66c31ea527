package dev.yera.app;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says more about a parameter of an {@link App}. A parameter is a {@code String}, {@code int},
 * {@code long}, {@code BigInteger}, {@code double}, {@code float}, {@code boolean}, {@code
 * LocalDate} or an enum, a {@code List} of these, or an {@code Optional} of any of them.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Param {
  /** There is no default: a value has to be given. */
  String NO_DEFAULT = "\u0000none";

  /** What the parameter is called outside; without one, the Java name. */
  String name() default "";

  /** What it is for. */
  String description() default "";

  /**
   * What it is when nothing is given, as text: {@code "5"}, {@code "true"}, for a list {@code "a,
   * b"} or a JSON array.
   */
  String defaultValue() default NO_DEFAULT;
}
