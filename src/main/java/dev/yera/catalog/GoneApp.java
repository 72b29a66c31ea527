package dev.yera.catalog;

import dev.yera.app.call.Arguments;
import dev.yera.app.call.Parameter;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is left of an app in a session that is older than this server: its id and its name. It
 * cannot be started.
 */
public record GoneApp(AppId id, String name) implements ListedApp {
  @Override
  public String description() {
    return "";
  }

  @Override
  public Optional<List<Parameter>> params() {
    return Optional.empty();
  }

  @Override
  public String returnType() {
    return "NoneType";
  }

  @Override
  public String kind() {
    return "command";
  }

  /** One that nobody has, so that the start fails and names the app. */
  @Override
  public Program program(Arguments arguments) {
    return new Program.Command(List.of("the app " + id + ", which is gone"), Map.of(), Path.of(""));
  }

  @Override
  public Protocol protocol() {
    return Protocol.EVENTS;
  }

  @Override
  public List<Path> classPath() {
    return List.of();
  }

  @Override
  public Optional<Duration> away() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> idle() {
    return Optional.empty();
  }

  @Override
  public Set<String> groups() {
    return Set.of();
  }

  @Override
  public Needs needs() {
    return Needs.ALL;
  }

  @Override
  public String place() {
    return "";
  }
}
