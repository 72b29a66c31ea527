package dev.yera.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A box whose processes are in a control group of their session.
 *
 * @param groups where that is made
 * @param limits what the kernel keeps
 * @param inside what else they are put into
 */
record GroupedBox(ControlGroups groups, Limits limits, Box inside) implements Box {
  @Override
  public Optional<ControlGroup> group(String name) throws IOException {
    return Optional.of(groups.make(name, limits));
  }

  @Override
  public List<String> around(List<String> leader, List<String> command, Path folder, Home home) {
    return inside.around(leader, command, folder, home);
  }

  @Override
  public boolean shows(Path path) {
    return inside.shows(path);
  }

  @Override
  public String complaint() {
    return inside.complaint();
  }
}
