package dev.yera.catalog;

import dev.yera.app.Width;
import dev.yera.app.call.Arguments;
import dev.yera.app.call.Parameter;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An {@code @App} method.
 *
 * @param parameters its parameters in order
 * @param classPath the jars of the app and its libraries, besides the worker's own
 * @param appFolder where its file is in the apps folder; empty for one of the deployment
 */
public record JavaApp(
    AppId id,
    String name,
    String description,
    List<Parameter> parameters,
    String returnType,
    Optional<Duration> away,
    Optional<Duration> idle,
    Set<String> groups,
    Needs needs,
    Width width,
    List<Path> classPath,
    Optional<Path> appFolder,
    String place)
    implements ListedApp {

  /** The same app, whose file is in this folder. */
  JavaApp in(Path folder) {
    return at(classPath, Optional.of(folder));
  }

  /** The same app, with these jars behind its own. */
  JavaApp with(List<Path> more) {
    return at(Stream.concat(classPath.stream(), more.stream()).toList(), appFolder);
  }

  private JavaApp at(List<Path> otherClassPath, Optional<Path> otherFolder) {
    return new JavaApp(
        id,
        name,
        description,
        parameters,
        returnType,
        away,
        idle,
        groups,
        needs,
        width,
        otherClassPath,
        otherFolder,
        place);
  }

  @Override
  public Optional<List<Parameter>> params() {
    return Optional.of(parameters);
  }

  @Override
  public Program program(Arguments arguments) {
    return new Program.Worker();
  }

  @Override
  public Protocol protocol() {
    return Protocol.EVENTS;
  }

  @Override
  public String kind() {
    return "java";
  }
}
