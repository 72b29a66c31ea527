package dev.yera.catalog;

import dev.yera.library.Libraries;
import dev.yera.work.WorkFolder;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.nio.file.Path;
import java.util.List;

/** Folders of apps that name no libraries. */
final class Folders {
  private Folders() {}

  static FolderApps of(Path apps, WorkFolder work, List<Path> workerJars) {
    return new FolderApps(apps, work, workerJars, noLibraries(work));
  }

  static Libraries noLibraries(WorkFolder work) {
    ContextOverrides nowhere = ContextOverrides.create().offline(true).build();
    return new Libraries(work, Runnable::run, nowhere, System::nanoTime);
  }
}
