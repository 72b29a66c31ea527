package dev.yera.it;

import static dev.yera.app.Yera.markdown;

import dev.yera.app.App;

/** An app that is not part of the deployment, but of a jar. */
final class DroppedInAJar {
  private DroppedInAJar() {}

  @App
  static void fromJar() {
    markdown("from a jar");
  }
}
