package dev.yera.catalog;

import dev.yera.app.Width;
import dev.yera.app.call.MisfitException;
import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.event.AuthoredText;
import dev.yera.event.UnreadableEncodingException;
import dev.yera.event.json.Json;
import dev.yera.event.json.MalformedJsonException;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import dev.yera.event.reason.Wording;
import dev.yera.sandbox.Needs;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code *.app.json}, the description of a command app. */
final class Description {
  static final String SUFFIX = ".app.json";

  private final Map<?, ?> members;

  private Description(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * Reads the app from its description.
   *
   * @param place its location, for messages
   * @throws BrokenAppException if the description is invalid
   */
  static CommandApp read(Path file, byte[] json, String place) {
    try {
      if (Json.read(AuthoredText.utf8(json)) instanceof Map<?, ?> map) {
        return new Description(map).app(file, place);
      }
      throw new BrokenAppException(AppFault.NO_OBJECT.with());
    } catch (UnreadableEncodingException e) {
      throw new BrokenAppException(e.reason());
    } catch (MalformedJsonException e) {
      throw new BrokenAppException(ReasonKey.NO_JSON.with(e.getMessage()), e.line(), e.column());
    }
  }

  private CommandApp app(Path file, String place) {
    String identifier = text("identifier", null);
    if (!AppId.isValid(identifier)) {
      throw new BrokenAppException(
          AppFault.MEMBER_IS.with(
              "identifier", AppFault.DOTTED_NAME.with(), Excerpt.of(Json.text(identifier))));
    }
    AppId id = new AppId(identifier);
    List<String> command = strings("command");
    if (command.isEmpty() || command.get(0).isEmpty()) {
      throw mustBe("command", AppFault.PROGRAM);
    }
    return new CommandApp(
        id,
        text("name", id.value()),
        text("description", ""),
        params(),
        command,
        protocol(),
        options(),
        env(),
        clock("away"),
        clock("idle"),
        groups(),
        needs(),
        width(),
        file.getParent(),
        CommandFiles.look(command, file.getParent()),
        place);
  }

  private Protocol protocol() {
    String protocol = text("protocol", "events");
    Optional<String> input = Optional.ofNullable(text("input", null));
    if (input.isPresent() && !protocol.equals("terminal")) {
      throw new BrokenAppException(AppFault.ONLY_ON_TERMINAL.with());
    }
    return switch (protocol) {
      case "events" -> Protocol.EVENTS;
      case "text" -> Protocol.TEXT;
      case "terminal" -> onTerminal(input.orElse("line"));
      default -> throw noneOf("protocol", "events, text", "terminal", protocol);
    };
  }

  private static Protocol onTerminal(String input) {
    return switch (input) {
      case "line" -> Protocol.TERMINAL;
      case "keys" -> Protocol.TERMINAL_KEYS;
      default -> throw noneOf("input", "line", "keys", input);
    };
  }

  private Width width() {
    String width = text("width", Width.NORMAL.wireName());
    return Width.parse(width).orElseThrow(() -> noneOf("width", "normal", "wide", width));
  }

  private boolean options() {
    Object options = members.get("options");
    if (options == null || options instanceof Boolean) {
      return Boolean.TRUE.equals(options);
    }
    throw mustBe("options", ReasonKey.TRUE_OR_FALSE);
  }

  private Map<String, String> env() {
    if (members.get("env") == null) {
      return Map.of();
    }
    Map<String, String> env = new LinkedHashMap<>();
    if (!(members.get("env") instanceof Map<?, ?> map)) {
      throw mustBe("env", AppFault.NAMES_AND_STRINGS);
    }
    map.forEach(
        (name, value) -> {
          boolean usable =
              value instanceof String text
                  && text.indexOf('\0') < 0
                  && ((String) name).matches("[A-Za-z_][A-Za-z0-9_]*");
          if (!usable) {
            throw in("env", AppFault.NAME_WITH_STRING.with(Excerpt.of((String) name)));
          }
          if (name.equals("YERA_SESSION_ID")) {
            throw in("env", AppFault.OF_SERVER.with(name));
          }
          env.put((String) name, (String) value);
        });
    return env;
  }

  private Needs needs() {
    Object limits = members.get("limits");
    if (limits != null && !(limits instanceof Map<?, ?>)) {
      throw mustBe("limits", ReasonKey.OBJECT);
    }
    OwnLimits own = new OwnLimits(limits == null ? Map.of() : (Map<?, ?>) limits);
    return new Needs(own.read(), OwnLimits.network(text("network", "host")));
  }

  private Optional<Duration> clock(String name) {
    String text = text(name, null);
    return text == null ? Optional.empty() : Optional.of(clock(name, text));
  }

  /** The away or idle timeout of an app: a duration of zero (never) or more. */
  static Duration clock(String name, String text) {
    try {
      Duration clock = Duration.parse(text);
      if (!clock.isNegative()) {
        return clock;
      }
    } catch (DateTimeException notADuration) {
      // The same message serves for both.
    }
    throw new BrokenAppException(AppFault.CLOCK.with(name, quoted(text)));
  }

  private Set<String> groups() {
    return members.get("groups") == null ? Set.of() : Set.copyOf(strings("groups"));
  }

  private Optional<List<Parameter>> params() {
    Object value = members.get("params");
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw mustBe("params", ReasonKey.LIST);
    }
    List<Parameter> params = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof Map<?, ?> map)) {
        throw mustBe("params", AppFault.OBJECTS);
      }
      Parameter param = new Description(map).param();
      if (params.stream().anyMatch(other -> other.name().equals(param.name()))) {
        throw in("params", AppFault.THERE_TWICE.with(Excerpt.of(param.name())));
      }
      params.add(param);
    }
    return Optional.of(List.copyOf(params));
  }

  private Parameter param() {
    String name = text("name", "");
    if (name.isEmpty()) {
      throw in("params", AppFault.NAMELESS.with());
    }
    String typeName = text("type", "str");
    List<String> options = members.get("options") == null ? List.of() : strings("options");
    ParameterType type =
        ParameterType.parse(typeName, options)
            .orElseThrow(
                () -> in("params", AppFault.NO_TYPE.with(Excerpt.of(name), Excerpt.of(typeName))));
    if (type.scalar() == ParameterType.Scalar.ENUM && options.isEmpty()) {
      throw in("params", AppFault.NO_OPTIONS.with(Excerpt.of(name)));
    }
    Object fallback = members.get("default_value");
    boolean hasDefault =
        members.get("has_default") instanceof Boolean b ? b : members.containsKey("default_value");
    if (!hasDefault) {
      return Parameter.required(name, text("description", ""), type);
    }
    try {
      Object value = fallback == null ? null : type.coerce(fallback);
      return new Parameter(name, text("description", ""), type, true, value);
    } catch (MisfitException e) {
      throw in("params", AppFault.DEFAULT.with(Excerpt.of(name), e.reason()));
    }
  }

  private String text(String name, String fallback) {
    Object value = members.get(name);
    if (value == null) {
      return fallback;
    }
    if (!(value instanceof String text)) {
      throw mustBe(name, ReasonKey.STRING);
    }
    return text;
  }

  private List<String> strings(String name) {
    if (!(members.get(name) instanceof List<?> list)) {
      throw mustBe(name, AppFault.STRINGS);
    }
    List<String> strings = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof String text) || text.indexOf('\0') >= 0) {
        throw mustBe(name, AppFault.STRINGS);
      }
      strings.add(text);
    }
    return strings;
  }

  private static BrokenAppException mustBe(String name, Wording expected) {
    return new BrokenAppException(AppFault.MEMBER.with(name, expected.with()));
  }

  private static BrokenAppException noneOf(String name, String some, String last, String given) {
    return new BrokenAppException(
        AppFault.MEMBER_IS.with(name, AppFault.EITHER.with(some, last), quoted(given)));
  }

  private static String quoted(String text) {
    return '"' + Excerpt.of(text) + '"';
  }

  /** Something is wrong with a part of a description. */
  private static BrokenAppException in(String part, Reason problem) {
    return new BrokenAppException(AppFault.PART.with(part, problem));
  }
}
