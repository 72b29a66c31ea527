package dev.yera.catalog;

import dev.yera.event.reason.Reason;
import dev.yera.library.Libraries;
import dev.yera.work.ModelJars;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The apps of a folder and the folders below it: jars, single {@code .java} files, and
 * descriptions, in this order. Unchanged files are not read again. Thread-safe.
 */
final class FolderApps implements Source {
  private static final Logger LOG = Logger.getLogger(FolderApps.class.getName());

  /** The end of the name of a folder with the libraries of one app. */
  private static final String LIBRARIES = ".lib";

  private final Path named;
  private final WorkFolder work;
  private final List<Path> workerJars;
  private final Libraries libraries;
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
  FolderApps(Path folder, WorkFolder work, List<Path> workerJars, Libraries libraries) {
    this.named = folder;
    this.folder = folder;
    this.work = work;
    this.workerJars = workerJars;
    this.libraries = libraries;
    this.compiler = new JavaFile(work, workerJars, libraries);
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

  /**
   * Looks at what is not among the files: libraries, and what a command runs, which is no app by
   * itself.
   */
  private boolean isCurrent(Found found) {
    Map<Path, List<Path>> folders = new HashMap<>();
    return found.apps().stream()
            .allMatch(
                app ->
                    !(app instanceof CommandApp command)
                        || command
                            .files()
                            .equals(
                                CommandFiles.look(command.command(), command.folder(), folders)))
        && found.wanted().stream()
            .allMatch(each -> libraries.of(each.coordinates()).equals(each.outcome()));
  }

  private Found read(Map<Path, AppFile> files, List<BrokenApp> problems) {
    Map<Path, Reading> before = readings;
    readings = new HashMap<>();
    Map<Path, SharedSources.Use> uses = shared.look(files);
    List<ListedApp> apps = new ArrayList<>();
    List<BrokenApp> broken = new ArrayList<>(problems);
    List<Wanted> wanted = new ArrayList<>();
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
              wanted.addAll(reading.found().wanted());
            });
    return new Found(List.copyOf(apps), List.copyOf(broken), List.copyOf(wanted));
  }

  /**
   * A unit of reading: a description, a {@code .java} file with those that it uses, or all jars of
   * one folder, because they may need each other; the last two with the jars of their own folders
   * {@code <name>.lib}.
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
          Path owner = isJar(file) ? owner(file, files.keySet()) : file;
          Unit unit =
              isJar(owner)
                  ? new Unit(0, owner.getParent())
                  : new Unit(uses.containsKey(owner) ? 1 : 2, owner);
          Map<Path, AppFile> ofUnit = units.computeIfAbsent(unit, each -> new TreeMap<>());
          ofUnit.put(file, stamp);
          if (use != null) {
            use.uses().forEach(other -> ofUnit.put(other, files.get(other)));
          }
        });
    return units;
  }

  private static boolean isJar(Path file) {
    return file.getFileName().toString().endsWith(".jar");
  }

  /** The app that a jar is a library of, which has the name of its folder; else itself. */
  private static Path owner(Path jar, Set<Path> files) {
    String folder = jar.getParent().getFileName().toString();
    if (folder.endsWith(LIBRARIES)) {
      String name = folder.substring(0, folder.length() - LIBRARIES.length());
      for (String suffix : List.of(".jar", ".java")) {
        Path owner = jar.getParent().resolveSibling(name + suffix);
        if (files.contains(owner)) {
          return owner;
        }
      }
    }
    return jar;
  }

  private Found read(Unit unit, Map<Path, AppFile> files, SharedSources.Use use) {
    try {
      return switch (unit.rank()) {
        case 0 -> in(unit.path(), jars(unit.path(), files));
        case 1 -> in(unit.path().getParent(), java(unit.path(), files, use));
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
      return broken(unit.path(), AppFault.UNREADABLE.with(e));
    }
  }

  private Found java(Path path, Map<Path, AppFile> files, SharedSources.Use use)
      throws IOException {
    Map<String, byte[]> sources = new TreeMap<>();
    Map<Path, AppFile> jars = new TreeMap<>();
    for (Map.Entry<Path, AppFile> each : files.entrySet()) {
      if (isJar(each.getKey())) {
        jars.put(each.getKey(), each.getValue());
      } else {
        sources.put(path.getParent().relativize(each.getKey()).toString(), each.getValue().bytes());
      }
    }
    Path copies = jars.isEmpty() ? path : copies(path.getParent(), jars);
    List<BrokenApp> broken = new ArrayList<>();
    List<Path> own =
        sound(path.getParent(), copies, jars.keySet(), broken).stream()
            .map(jar -> copies.resolve(path.getParent().relativize(jar)))
            .toList();
    Found found = compiler.read(place(path), sources, own, use);
    broken.addAll(found.broken());
    return new Found(found.apps(), broken, found.wanted());
  }

  private static Found in(Path folder, Found found) {
    List<ListedApp> apps = new ArrayList<>();
    for (ListedApp app : found.apps()) {
      apps.add(app instanceof JavaApp java ? java.in(folder) : app);
    }
    return new Found(apps, found.broken(), found.wanted());
  }

  private String place(Path file) {
    return folder.relativize(file).toString();
  }

  private Found broken(Path file, Reason problem) {
    return new Found(List.of(), List.of(BrokenApp.of(folder, file, problem)));
  }

  /**
   * Copies jars to the work folder, so a session keeps its jars when those in the folder change.
   *
   * @param of the folder that their names are relative to
   */
  private Path copies(Path of, Map<Path, AppFile> jars) throws IOException {
    Map<String, WorkFolder.Content> contents = new TreeMap<>();
    jars.forEach((jar, file) -> contents.put(of.relativize(jar).toString(), file::open));
    return work.copied("jars", contents);
  }

  /** Those that are jars; the others are reported. */
  private List<Path> sound(Path of, Path copies, Set<Path> jars, List<BrokenApp> broken) {
    List<Path> sound = new ArrayList<>();
    for (Path jar : jars) {
      Optional<Reason> problem = JarApps.problem(copies.resolve(of.relativize(jar)));
      if (problem.isEmpty()) {
        sound.add(jar);
      } else {
        broken.add(BrokenApp.of(folder, jar, problem.get()));
      }
    }
    return sound;
  }

  private Found jars(Path of, Map<Path, AppFile> files) throws IOException {
    Path copies = copies(of, files);
    List<ListedApp> apps = new ArrayList<>();
    List<BrokenApp> broken = new ArrayList<>();
    List<Path> sound = sound(of, copies, files.keySet(), broken);
    Map<Boolean, List<Path>> ofFolder =
        sound.stream().collect(Collectors.partitioningBy(jar -> jar.getParent().equals(of)));
    for (Path jar : ofFolder.get(true)) {
      Path copy = copies.resolve(of.relativize(jar));
      List<Path> ownFirst =
          Stream.concat(
                  Stream.of(jar),
                  Stream.concat(
                      ofFolder.get(false).stream()
                          .filter(library -> owner(library, files.keySet()).equals(jar)),
                      ofFolder.get(true).stream().filter(other -> !other.equals(jar))))
              .map(each -> copies.resolve(of.relativize(each)))
              .toList();
      Found inJar = JarApps.read(copy, ownFirst, workerJars, place(jar));
      List<Path> models =
          !inJar.apps().isEmpty() && ModelJars.isUsedBy(copy) ? ModelJars.unpack(work) : List.of();
      apps.addAll(inJar.with(models).apps());
      broken.addAll(inJar.broken());
    }
    return new Found(apps, broken);
  }
}
