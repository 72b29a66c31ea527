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

  /**
   * Whom it is for: who is in one of these groups; to all others it is not there. None: for all.
   */
  String[] groups() default {};

  /** How much memory is enough for it, e.g. {@code 256MiB}; empty: the server's setting. */
  String memory() default "";

  /** How much processor time is enough for it, e.g. {@code PT1M}; empty: the server's setting. */
  String cpuTime() default "";

  /** How many processes and threads are enough for it; 0: the server's setting. */
  int processes() default 0;

  /** How many open files are enough for each of its processes; 0: the server's setting. */
  int openFiles() default 0;

  /** The largest file that it has to write, e.g. {@code 1MiB}; empty: the server's setting. */
  String fileSize() default "";

  /** How much all its files take at most, e.g. {@code 64MiB}; empty: the server's setting. */
  String disk() default "";

  /** How wide its page is: {@code WIDE} for tables and charts. */
  Width width() default Width.NORMAL;

  /** {@code none} if it needs no network; {@code host}: what the server gives. */
  String network() default "host";
}
