package dev.yera.catalog;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The apps of a folder and the folders below it: jars, single {@code .java} files, and
 * descriptions, in this order. Unchanged files are not read again. Thread-safe.
 */
final class FolderApps implements Source {
  private static final Logger LOG = Logger.getLogger(FolderApps.class.getName());

  private final Path named;
  private final WorkFolder work;
  private final List<Path> workerJars;
  private final JavaFile compiler;
  private final SharedSources shared = new SharedSources();

  /** The result of the last read of each file or folder of jars. */
  private Map<Path, Reading> readings = new HashMap<>();

  /** The real path of the folder, whose name may be a link. */
  private Path folder;

  private Map<Path, AppFile> stamps = Map.of();
  private List<BrokenApp> problems = List.of();
  private Found found = new Found(List.of(), List.of());

  private record Reading(Map<Path, AppFile> stamps, Found found) {}

  /** The apps of this folder, which need not exist yet. */
  FolderApps(Path folder, WorkFolder work, List<Path> workerJars) {
    this.named = folder;
    this.folder = folder;
    this.work = work;
    this.workerJars = workerJars;
    this.compiler = new JavaFile(work, workerJars);
  }

  @Override
  public synchronized Found look() {
    List<BrokenApp> now = new ArrayList<>();
    try {
      folder = named.toRealPath();
    } catch (IOException notThereYet) {
      folder = named;
    }
    Map<Path, AppFile> files = FolderFiles.look(folder, now);
    if (!files.equals(stamps) || !now.equals(problems) || !isCurrent(found)) {
      found = read(files, now);
      stamps = files;
      problems = now;
    }
    return found;
  }

  /** What a command runs is no app by itself, and so not among the files that are looked at. */
  private static boolean isCurrent(Found found) {
    return found.apps().stream()
        .allMatch(
            app ->
                !(app instanceof CommandApp command)
                    || command
                        .files()
                        .equals(CommandFiles.look(command.command(), command.folder())));
  }

  private Found read(Map<Path, AppFile> files, List<BrokenApp> problems) {
    Map<Path, Reading> before = readings;
    readings = new HashMap<>();
    Map<Path, SharedSources.Use> uses = shared.look(files);
    List<ListedApp> apps = new ArrayList<>();
    List<BrokenApp> broken = new ArrayList<>(problems);
    units(files, uses)
        .forEach(
            (unit, stampsOfUnit) -> {
              Reading reading = before.get(unit.path());
              if (reading == null
                  || !reading.stamps().equals(stampsOfUnit)
                  || !isCurrent(reading.found())) {
                reading =
                    new Reading(stampsOfUnit, read(unit, stampsOfUnit, uses.get(unit.path())));
              }
              readings.put(unit.path(), reading);
              apps.addAll(reading.found().apps());
              broken.addAll(reading.found().broken());
            });
    return new Found(List.copyOf(apps), List.copyOf(broken));
  }

  /**
   * A unit of reading: a description, a {@code .java} file with those that it uses, or all jars of
   * one folder, because they may need each other.
   */
  private record Unit(int rank, Path path) implements Comparable<Unit> {
    @Override
    public int compareTo(Unit other) {
      return rank == other.rank ? path.compareTo(other.path) : Integer.compare(rank, other.rank);
    }
  }

  private static Map<Unit, Map<Path, AppFile>> units(
      Map<Path, AppFile> files, Map<Path, SharedSources.Use> uses) {
    Map<Unit, Map<Path, AppFile>> units = new TreeMap<>();
    files.forEach(
        (file, stamp) -> {
          SharedSources.Use use = uses.get(file);
          if (use != null && use.isForOthers() && !use.mayHaveApp()) {
            return; // it is read with those that use it
          }
          boolean isJar = file.getFileName().toString().endsWith(".jar");
          Unit unit = isJar ? new Unit(0, file.getParent()) : new Unit(use == null ? 2 : 1, file);
          Map<Path, AppFile> ofUnit = units.computeIfAbsent(unit, each -> new TreeMap<>());
          ofUnit.put(file, stamp);
          if (use != null) {
            use.uses().forEach(other -> ofUnit.put(other, files.get(other)));
          }
        });
    return units;
  }

  private Found read(Unit unit, Map<Path, AppFile> files, SharedSources.Use use) {
    try {
      return switch (unit.rank()) {
        case 0 -> in(unit.path(), jars(files));
        case 1 ->
            in(
                unit.path().getParent(),
                compiler.read(place(unit.path()), sources(files), use.isForOthers()));
        default ->
            new Found(
                List.of(
                    Description.read(
                        unit.path(), files.get(unit.path()).bytes(), place(unit.path()))),
                List.of());
      };
    } catch (BrokenAppException e) {
      return new Found(List.of(), List.of(BrokenApp.of(folder, unit.path(), e)));
    } catch (IOException e) {
      return broken(unit.path(), BrokenApp.unreadable(e));
    } catch (RuntimeException | StackOverflowError e) {
      // The content of a file must never hide the other apps.
      LOG.log(Level.WARNING, "An app cannot be read: " + unit.path(), e);
      return broken(unit.path(), "it cannot be read: " + e);
    }
  }

  private static Map<String, byte[]> sources(Map<Path, AppFile> files) throws IOException {
    Map<String, byte[]> sources = new TreeMap<>();
    for (Map.Entry<Path, AppFile> each : files.entrySet()) {
      sources.put(each.getKey().getFileName().toString(), each.getValue().bytes());
    }
    return sources;
  }

  private static Found in(Path folder, Found found) {
    List<ListedApp> apps = new ArrayList<>();
    for (ListedApp app : found.apps()) {
      apps.add(app instanceof JavaApp java ? java.in(folder) : app);
    }
    return new Found(apps, found.broken());
  }

  private String place(Path file) {
    return folder.relativize(file).toString();
  }

  private Found broken(Path file, String problem) {
    return new Found(List.of(), List.of(BrokenApp.of(folder, file, problem)));
  }

  /**
   * Copies the jars to the work folder, so a session keeps its jars when those in the folder
   * change.
   */
  private Found jars(Map<Path, AppFile> files) throws IOException {
    List<Path> jars = List.copyOf(files.keySet());
    Map<String, WorkFolder.Content> contents = new TreeMap<>();
    files.forEach((jar, file) -> contents.put(jar.getFileName().toString(), file::open));
    Path copies = work.copied("jars", contents);
    List<ListedApp> apps = new ArrayList<>();
    List<BrokenApp> broken = new ArrayList<>();
    List<Path> sound = new ArrayList<>();
    for (Path jar : jars) {
      String problem = JarApps.problem(copies.resolve(jar.getFileName()));
      if (problem.isEmpty()) {
        sound.add(jar);
      } else {
        broken.add(BrokenApp.of(folder, jar, problem));
      }
    }
    for (Path jar : sound) {
      Path copy = copies.resolve(jar.getFileName());
      List<Path> ownFirst =
          Stream.concat(
                  Stream.of(copy),
                  sound.stream()
                      .filter(other -> !other.equals(jar))
                      .map(other -> copies.resolve(other.getFileName())))
              .toList();
      Found inJar = JarApps.read(copy, ownFirst, workerJars, place(jar));
      apps.addAll(inJar.apps());
      broken.addAll(inJar.broken());
    }
    return new Found(apps, broken);
  }
}
