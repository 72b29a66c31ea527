package dev.yera.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files that were deleted and are on the disk until the last process has closed them, as {@code
 * /proc} shows them.
 *
 * @param open one way to each that is open
 * @param sizes of these and of the mapped ones, in bytes, holes included
 * @param mapped what is mapped of those that are not open, in bytes
 */
record NamelessFiles(List<Path> open, long sizes, long mapped) {
  /** Addresses, rights, offset, device, inode, and a name that is not there any more. */
  private static final Pattern MAPPING =
      Pattern.compile(
          "(\\p{XDigit}{1,16})-(\\p{XDigit}{1,16}) \\S{4} (\\p{XDigit}{1,16})"
              + " (\\p{XDigit}{1,8}):(\\p{XDigit}{1,8}) (\\d{1,20}) .* \\(deleted\\)");

  /**
   * Those that these processes keep.
   *
   * @param device where they are: what is elsewhere, like memory that looks like a file, is not on
   *     the disk
   */
  static NamelessFiles of(List<Long> processes, long device) {
    Map<Long, FileUse> files = new HashMap<>();
    List<Path> open = new ArrayList<>();
    for (long process : processes) {
      for (Path path : descriptors(process)) {
        Optional<FileUse> file = file(path).filter(each -> each.device() == device);
        if (file.isPresent() && files.put(file.get().inode(), file.get()) == null) {
          open.add(path);
        }
      }
    }
    Map<String, Long> ranges = new HashMap<>();
    for (long process : processes) {
      for (Matcher mapping : mappings(process)) {
        String inode = mapping.group(6);
        if (device(mapping) == device && !files.containsKey(Long.parseLong(inode))) {
          ranges.put(inode + " " + mapping.group(3), length(mapping));
        }
      }
    }
    long mapped = ranges.values().stream().mapToLong(Long::longValue).sum();
    long sizes = files.values().stream().mapToLong(FileUse::rounded).sum();
    return new NamelessFiles(open, sizes + mapped, mapped);
  }

  private static List<Path> descriptors(long process) {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc(process, "fd"))) {
      entries.forEach(all::add);
    } catch (IOException | DirectoryIteratorException gone) {
      return List.of();
    }
    return all;
  }

  /** Empty for one that has a name, or is none. */
  private static Optional<FileUse> file(Path descriptor) {
    try {
      return FileUse.of(descriptor).filter(each -> each.links() == 0 && !each.isFolder());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static List<Matcher> mappings(long process) {
    try (Stream<String> lines = Files.lines(proc(process, "maps"), StandardCharsets.ISO_8859_1)) {
      return lines.map(MAPPING::matcher).filter(Matcher::matches).toList();
    } catch (IOException | UncheckedIOException gone) {
      return List.of();
    }
  }

  private static long length(Matcher mapping) {
    return Long.parseUnsignedLong(mapping.group(2), 16)
        - Long.parseUnsignedLong(mapping.group(1), 16);
  }

  /** In the numbers of {@code stat}. */
  private static long device(Matcher mapping) {
    long major = Long.parseLong(mapping.group(4), 16);
    long minor = Long.parseLong(mapping.group(5), 16);
    return (minor & 0xff) | (major & 0xfff) << 8 | (minor & 0xfff00) << 12;
  }

  private static Path proc(long process, String name) {
    return Path.of("/proc", Long.toString(process), name);
  }
}
