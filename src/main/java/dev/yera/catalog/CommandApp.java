package dev.yera.catalog;

import dev.yera.app.Width;
import dev.yera.app.call.Arguments;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.UnfitArgumentException;
import dev.yera.event.json.Json;
import dev.yera.event.reason.ReasonKey;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An executable, described by its {@code *.app.json}.
 *
 * @param command the program and its first arguments
 * @param protocol its protocol
 * @param options whether callers may pass options, i.e. arguments that begin with "-", to a console
 *     program
 * @param env environment variables besides the usual ones
 * @param folder the folder of its description, its working directory
 * @param files the state of the {@link CommandFiles}: another one is a new version of the app
 */
public record CommandApp(
    AppId id,
    String name,
    String description,
    Optional<List<Parameter>> params,
    List<String> command,
    Protocol protocol,
    boolean options,
    Map<String, String> env,
    Optional<Duration> away,
    Optional<Duration> idle,
    Set<String> groups,
    Needs needs,
    Width width,
    Path folder,
    Map<Path, Map<String, Object>> files,
    String place)
    implements ListedApp {

  /** Empty, because it has no classes. */
  @Override
  public List<Path> classPath() {
    return List.of();
  }

  /**
   * Lets a console program without parameters take no arguments, because they would become its
   * command line.
   */
  public CommandApp {
    params = protocol.isConsole() ? Optional.of(params.orElse(List.of())) : params;
  }

  @Override
  public void check(Arguments bound) {
    if (protocol.isConsole() && !options) {
      bound.kwargs().forEach(CommandApp::refuseOption);
    }
  }

  private static void refuseOption(String parameter, Object value) {
    if (word(value).startsWith("-")) {
      throw new UnfitArgumentException(parameter, ReasonKey.OPTION.with());
    }
  }

  /**
   * Passes the arguments of a console program on its command line, in the order of its parameters.
   */
  @Override
  public Program program(Arguments arguments) {
    List<String> words = new ArrayList<>(command);
    if (protocol.isConsole()) {
      arguments.kwargs().values().forEach(value -> words.add(word(value)));
    }
    return new Program.Command(words, env, folder);
  }

  private static String word(Object value) {
    return value instanceof String text ? text : Json.text(value);
  }

  @Override
  public String returnType() {
    return "NoneType";
  }

  @Override
  public String kind() {
    return "command";
  }
}
