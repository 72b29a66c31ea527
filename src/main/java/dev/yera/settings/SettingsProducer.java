package dev.yera.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Hands out the settings of this deployment, read from MicroProfile Config. */
@ApplicationScoped
public class SettingsProducer {
  /** Reads them; a bad value fails here, and so stops the deployment. */
  @Produces
  @Singleton
  Settings settings() {
    return new Settings(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
  }
}
