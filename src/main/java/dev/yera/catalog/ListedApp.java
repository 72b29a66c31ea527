package dev.yera.catalog;

import dev.yera.app.call.Arguments;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.UnfitArgumentException;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may run: an app as the catalog lists it. What is running is a session; an app never changes,
 * and a session keeps the one it was started with. Immutable.
 */
public sealed interface ListedApp permits JavaApp, CommandApp {
  /** What it is called by. */
  AppId id();

  /** What a person calls it. */
  String name();

  /** One or two sentences for the list; may be empty. */
  String description();

  /** Its parameters in order; empty when the app takes whatever it is given. */
  Optional<List<Parameter>> params();

  /** What it returns, in the contract's words; {@code NoneType} for nothing. */
  String returnType();

  /** {@code java} or {@code command}. */
  String kind();

  /** What has to be started to run it with these arguments, which are bound. */
  Program program(Arguments arguments);

  /** How it talks. */
  Protocol protocol();

  /** The jars of its own that a Java worker needs to run it; none for a command. */
  List<Path> classPath();

  /** Its own away clock, if it has one. */
  Optional<Duration> away();

  /** Its own idle clock, if it has one. */
  Optional<Duration> idle();

  /** Whom it is for, by their groups; empty for everybody. */
  Set<String> groups();

  /** What it needs at most. */
  Needs needs();

  /** Where it was found, for operators; never shown to users. */
  String place();

  /**
   * Binds arguments: positional ones in order, then those by name, defaults filled in.
   *
   * @throws BadArgumentsException if they do not fit; it names the parameter
   */
  default Arguments bind(List<?> args, Map<String, ?> kwargs) {
    try {
      Arguments bound =
          params()
              .map(params -> Arguments.bind(params, args, kwargs))
              .orElseGet(() -> new Arguments(args, kwargs));
      bound.refuseNul();
      check(bound);
      return bound;
    } catch (UnfitArgumentException unfit) {
      throw new BadArgumentsException(unfit.parameter(), unfit.getMessage());
    }
  }

  /**
   * Refuses what this kind of app does not take, although it fits the parameters.
   *
   * @throws UnfitArgumentException if there is something
   */
  default void check(Arguments bound) {}
}
