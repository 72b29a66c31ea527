package dev.yera.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A box in which a session sees its own processes and files, and the system read-only: bubblewrap's
 * namespaces. The process that is outside leads the group and waits for the app; it ignores what
 * asks the group to end, else the app would have no time to do that, and the one inside hears it
 * again. It is not told to die with its parent: that is a thread of the server's. The guard ends
 * it, and with it whatever is in the box, also what has left the group and wiped its environment.
 *
 * @param ceilings the limits of each process
 * @param view what is to be seen
 * @param network whether it has the server's network; none else
 */
record Bubblewrap(Ceilings ceilings, View view, boolean network) implements Box {
  private static final List<String> DEAF =
      List.of("sh", "-c", "trap '' HUP INT QUIT USR1 USR2 ALRM TERM; exec \"$@\"", "sh");

  private static final List<String> SEPARATE =
      List.of(
          "bwrap",
          "--unshare-user-try",
          "--unshare-pid",
          "--unshare-ipc",
          "--unshare-uts",
          "--unshare-cgroup-try",
          "--cap-drop",
          "ALL");

  @Override
  public List<String> around(List<String> leader, List<String> command, Path folder, Home home) {
    List<String> words = new ArrayList<>(leader);
    words.addAll(DEAF);
    words.addAll(SEPARATE);
    if (!network) {
      words.add("--unshare-net");
    }
    words.addAll(view.words(home));
    words.addAll(List.of("--chdir", folder.toString(), "--"));
    words.addAll(ceilings.words());
    words.addAll(List.of("env", "--default-signal", "--"));
    words.addAll(command);
    return words;
  }

  @Override
  public boolean shows(Path path) {
    return view.shows(path);
  }

  @Override
  public String complaint() {
    return "env: ";
  }
}
