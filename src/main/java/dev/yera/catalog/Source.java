package dev.yera.catalog;

import dev.yera.library.Coordinates;
import dev.yera.library.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A source of apps. */
interface Source {
  /** Finds the apps again; must be cheap if nothing has changed. */
  Found look();

  /**
   * The apps found.
   *
   * @param apps in order: of two apps with the same id the first counts
   * @param broken the broken apps
   * @param wanted the libraries that were asked for
   */
  record Found(List<ListedApp> apps, List<BrokenApp> broken, List<Wanted> wanted) {
    /** Without libraries. */
    Found(List<ListedApp> apps, List<BrokenApp> broken) {
      this(apps, broken, List.of());
    }

    /** The same, with these jars behind those of each Java app. */
    Found with(List<Path> more) {
      List<ListedApp> all = new ArrayList<>();
      for (ListedApp app : apps) {
        all.add(app instanceof JavaApp java ? java.with(more) : app);
      }
      return new Found(all, broken, wanted);
    }
  }

  /**
   * Libraries that a file names.
   *
   * @param outcome what had become of them when the file was read
   */
  record Wanted(List<Coordinates> coordinates, Outcome outcome) {}
}
