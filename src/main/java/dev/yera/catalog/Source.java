package dev.yera.catalog;

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
   */
  record Found(List<ListedApp> apps, List<BrokenApp> broken) {}
}
