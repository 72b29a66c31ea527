package dev.yera.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;

/** Produces the settings of this deployment, read from MicroProfile Config. */
@ApplicationScoped
public class SettingsProducer {
  private static final Logger LOG = Logger.getLogger(SettingsProducer.class.getName());

  private static final int SYSTEM = 400;
  private static final int ENVIRONMENT = 300;

  /** Reads the settings; an invalid value throws and so stops the deployment. */
  @Produces
  @Singleton
  Settings settings() {
    SystemEncoding.complaint().ifPresent(SettingsProducer::warn); // before a path may be refused
    Settings settings =
        new Settings(
            key -> ConfigProvider.getConfig().getOptionalValue(key, String.class),
            key -> origin(ConfigProvider.getConfig().getConfigValue(key)));
    settings.warnings().forEach(LOG::warning);
    return settings;
  }

  /** The two that every server has are called alike, by their places in the order. */
  private static String origin(ConfigValue value) {
    return switch (value.getSourceOrdinal()) {
      case SYSTEM -> "system property";
      case ENVIRONMENT -> "environment";
      default -> value.getSourceName();
    };
  }

  private static void warn(String complaint) {
    LOG.log(
        Level.SEVERE,
        "Non-ASCII files, folders and arguments are refused: {0}. In a shell this is \"export"
            + " LC_ALL=C.UTF-8\", in a systemd unit \"Environment=LC_ALL=C.UTF-8\", in a"
            + " Containerfile \"ENV LC_ALL=C.UTF-8\"",
        complaint);
  }
}
