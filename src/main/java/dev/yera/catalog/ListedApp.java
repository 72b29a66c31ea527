package dev.yera.catalog;

import dev.yera.app.Width;
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
 * An app in the catalog. A running one is a session, which keeps the app that it was started with.
 * Immutable.
 */
public sealed interface ListedApp permits JavaApp, CommandApp, GoneApp {
  /** The app id. */
  AppId id();

  /** The display name. */
  String name();

  /** One or two sentences for the list; may be empty. */
  String description();

  /** Its parameters in order; empty if the app takes any arguments. */
  Optional<List<Parameter>> params();

  /** The return type, as named in the protocol; {@code NoneType} for none. */
  String returnType();

  /** {@code java} or {@code command}. */
  String kind();

  /** The program to start with these bound arguments. */
  Program program(Arguments arguments);

  /** Its protocol. */
  Protocol protocol();

  /** The app's jars, for a Java worker; none for a command. */
  List<Path> classPath();

  /**
   * Where the file of an app for a Java worker is; empty for one of the deployment, and for a
   * command, which runs there.
   */
  default Optional<Path> appFolder() {
    return Optional.empty();
  }

  /** Its own away timeout, if it has one. */
  Optional<Duration> away();

  /** Its own idle timeout, if it has one. */
  Optional<Duration> idle();

  /** Whom it is for, by their groups; empty for everybody. */
  Set<String> groups();

  /** What it needs at most. */
  Needs needs();

  /** How wide its page is. */
  default Width width() {
    return Width.NORMAL;
  }

  /** Where it was found, for operators; never shown to users. */
  String place();

  /**
   * Binds arguments: positional ones in order, then those by name, defaults filled in.
   *
   * @throws BadArgumentsException if they do not fit; names the parameter
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
      throw new BadArgumentsException(unfit.parameter(), unfit.reason());
    }
  }

  /**
   * Refuses arguments that this kind of app does not take, although they fit the parameters.
   *
   * @throws UnfitArgumentException if an argument is refused
   */
  default void check(Arguments bound) {}
}
