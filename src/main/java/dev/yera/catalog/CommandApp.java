package dev.yera.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any executable, as its {@code *.app.json} describes it (contract, section 4).
 *
 * @param command the program and its first arguments
 * @param protocol how it talks
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
    Map<String, String> env,
    Optional<Duration> away,
    Optional<Duration> idle,
    Path folder,
    String place)
    implements App {

  /** How a command app talks. */
  public enum Protocol {
    /** One JSON object per line. */
    EVENTS,
    /** Plain text, as a console program does. */
    TEXT
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
