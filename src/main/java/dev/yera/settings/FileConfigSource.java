package dev.yera.settings;

import dev.yera.event.AuthoredText;
import dev.yera.event.UnreadableEncodingException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The properties file of {@code yera.*} settings named by the environment variable {@code
 * YERA_CONFIG} or the system property {@code yera.config}. It ranks below environment and system
 * properties and above files in the WAR, on every server.
 */
public final class FileConfigSource implements ConfigSource {
  private static final int BELOW_ENVIRONMENT = 250;

  private final String file;
  private final Properties properties = new Properties();

  /**
   * Reads the file, if one is named.
   *
   * @throws BadSettingException if it cannot be read
   */
  public FileConfigSource() {
    file = System.getProperty("yera.config", System.getenv().getOrDefault("YERA_CONFIG", ""));
    if (!file.isEmpty()) {
      try {
        properties.load(new StringReader(AuthoredText.of(Files.readAllBytes(Path.of(file)))));
      } catch (UnreadableEncodingException e) {
        throw new BadSettingException(
            "yera.config names a file that cannot be read: " + file + ", " + e.getMessage(), e);
      } catch (IOException | InvalidPathException e) {
        throw new BadSettingException("yera.config names a file that cannot be read: " + file, e);
      }
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    return properties.stringPropertyNames();
  }

  @Override
  public String getValue(String name) {
    return properties.getProperty(name);
  }

  @Override
  public String getName() {
    return "yera.config " + file;
  }

  @Override
  public int getOrdinal() {
    return BELOW_ENVIRONMENT;
  }
}
