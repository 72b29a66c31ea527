package dev.yera.catalog;

import dev.yera.app.call.Arguments;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.UnfitArgumentException;
import dev.yera.event.json.Json;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Any executable, as its {@code *.app.json} describes it (contract, section 4).
 *
 * @param command the program and its first arguments
 * @param protocol how it talks
 * @param options whether a caller may give a console program options: arguments that begin with "-"
 * @param env what it gets in its environment besides the usual
 * @param folder the folder of its description, where it runs
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
    Path folder,
    String place)
    implements ListedApp {

  /** It brings a program, not classes. */
  @Override
  public List<Path> classPath() {
    return List.of();
  }

  /** A console program without parameters takes no arguments: they would be its command line. */
  public CommandApp {
    params = protocol == Protocol.TEXT ? Optional.of(params.orElse(List.of())) : params;
  }

  @Override
  public void check(Arguments bound) {
    if (protocol == Protocol.TEXT && !options) {
      bound.kwargs().forEach(CommandApp::refuseOption);
    }
  }

  private static void refuseOption(String parameter, Object value) {
    if (word(value).startsWith("-")) {
      throw new UnfitArgumentException(
          parameter,
          "it begins with \"-\", which this app takes only if its description has \"options\": true");
    }
  }

  /** A console program gets its arguments on its command line, in the order of its parameters. */
  @Override
  public Program program(Arguments arguments) {
    List<String> words = new ArrayList<>(command);
    if (protocol == Protocol.TEXT) {
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
