package dev.yera.work;

import dev.yera.settings.FolderSettings;
import dev.yera.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Produces the work folder of this deployment. */
@ApplicationScoped
public class WorkFolderProducer {
  /** Creates it; an unusable folder stops the deployment. */
  @Produces
  @Singleton
  WorkFolder workFolder(Settings settings) {
    return new WorkFolder(settings.get(FolderSettings.WORK_DIR));
  }
}
