package dev.yera.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the cgroup v2 file system shows a process its own group. */
final class CgroupMount {
  private static final int ROOT = 3;
  private static final int POINT = 4;
  private static final String TYPE = " - cgroup2 ";
  private static final String UNIFIED = "0::";

  /** How the kernel writes what would separate the fields of its list of mounts. */
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private static final int OCTAL_RADIX = 8;

  private CgroupMount() {}

  /**
   * The folder of the process' own group; empty if there is none, or it is not shown.
   *
   * @param mountinfo what {@code /proc/self/mountinfo} says, see proc(5)
   * @param cgroup what {@code /proc/self/cgroup} says, see cgroups(7)
   */
  static Optional<Path> own(String mountinfo, String cgroup) {
    Optional<Path> group =
        cgroup
            .lines()
            .filter(line -> line.startsWith(UNIFIED))
            .map(line -> Path.of(line.substring(UNIFIED.length())))
            .filter(path -> path.equals(path.normalize()))
            .findFirst();
    List<String[]> mounts =
        mountinfo.lines().filter(line -> line.contains(TYPE)).map(line -> line.split(" ")).toList();
    return group.flatMap(
        own ->
            mounts.stream()
                .filter(fields -> own.startsWith(Path.of(plain(fields[ROOT]))))
                .map(
                    fields ->
                        Path.of(plain(fields[POINT]))
                            .resolve(Path.of(plain(fields[ROOT])).relativize(own)))
                .findFirst());
  }

  private static String plain(String field) {
    return OCTAL.matcher(field).replaceAll(CgroupMount::character);
  }

  private static String character(MatchResult escape) {
    return Matcher.quoteReplacement(
        Character.toString(Integer.parseInt(escape.group(1), OCTAL_RADIX)));
  }
}
