package dev.yera.session;

import dev.yera.app.Width;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.catalog.AppId;
import dev.yera.catalog.CommandApp;
import dev.yera.catalog.Protocol;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Command apps made for one test. */
final class TestApps {
  private TestApps() {}

  /** A bash script of protocol {@code events}. */
  static CommandApp events(String script) {
    return app(Protocol.EVENTS, Optional.empty(), Optional.empty(), List.of("bash", "-c", script));
  }

  /** A bash script of protocol {@code text}; its arguments are {@code $1}, {@code $2} … */
  static CommandApp text(String script, ParameterType... params) {
    List<Parameter> named = new ArrayList<>();
    for (ParameterType type : params) {
      named.add(Parameter.required("p" + named.size(), "", type));
    }
    return app(
        Protocol.TEXT, Optional.of(named), Optional.empty(), List.of("bash", "-c", script, "app"));
  }

  /** Any program of protocol {@code text}. */
  static CommandApp textCommand(String... command) {
    return app(Protocol.TEXT, Optional.empty(), Optional.empty(), List.of(command));
  }

  /** Any program on a terminal of its own, which is told line by line. */
  static CommandApp terminal(String... command) {
    return app(Protocol.TERMINAL, Optional.empty(), Optional.empty(), List.of(command));
  }

  /** Any program on a terminal of its own, which is told what is typed. */
  static CommandApp keys(String... command) {
    return app(Protocol.TERMINAL_KEYS, Optional.empty(), Optional.empty(), List.of(command));
  }

  /** An app with clocks of its own. */
  static CommandApp withClocks(Duration away, Duration idle) {
    return new CommandApp(
        new AppId("test.app"),
        "Test",
        "",
        Optional.empty(),
        List.of("cat"),
        Protocol.EVENTS,
        false,
        Map.of(),
        Optional.of(away),
        Optional.of(idle),
        Set.of(),
        Needs.ALL,
        Width.NORMAL,
        Path.of("/"),
        Map.of(),
        "test");
  }

  static CommandApp command(String... command) {
    return app(Protocol.EVENTS, Optional.empty(), Optional.empty(), List.of(command));
  }

  private static CommandApp app(
      Protocol protocol,
      Optional<List<Parameter>> params,
      Optional<Duration> clock,
      List<String> command) {
    return new CommandApp(
        new AppId("test.app"),
        "Test",
        "",
        params,
        command,
        protocol,
        false,
        Map.of(),
        clock,
        clock,
        Set.of(),
        Needs.ALL,
        Width.NORMAL,
        Path.of("/"),
        Map.of(),
        "test");
  }
}
