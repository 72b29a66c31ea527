package dev.yera.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hands out the settings of this deployment, read from MicroProfile Config. */
@ApplicationScoped
public class SettingsProducer {
  private static final Logger LOG = Logger.getLogger(SettingsProducer.class.getName());

  /** Reads them; a bad value fails here, and so stops the deployment. */
  @Produces
  @Singleton
  Settings settings() {
    SystemEncoding.complaint().ifPresent(SettingsProducer::warn); // a path may be refused next
    return new Settings(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
  }

  private static void warn(String complaint) {
    LOG.log(
        Level.SEVERE,
        "Files, folders and arguments beyond ASCII are refused: {0}. In a shell that is \"export"
            + " LC_ALL=C.UTF-8\", in a systemd unit \"Environment=LC_ALL=C.UTF-8\", in a"
            + " Containerfile \"ENV LC_ALL=C.UTF-8\"",
        complaint);
  }
}
