package dev.yera.catalog;

import java.util.List;

/** A place where apps are found. */
interface Source {
  /** Looks again, if there can be anything new; must be cheap when nothing has changed. */
  Found look();

  /**
   * What was found.
   *
   * @param apps in order: of two apps with one id the first counts
   * @param broken what should be an app and is none
   */
  record Found(List<ListedApp> apps, List<BrokenApp> broken) {}
}
