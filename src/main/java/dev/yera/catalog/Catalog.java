package dev.yera.catalog;

import dev.yera.library.Libraries;
import dev.yera.settings.FolderSettings;
import dev.yera.settings.Settings;
import dev.yera.work.WorkFolder;
import dev.yera.work.WorkerJars;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The apps that can be started. Requests scan the folders again, at most once a second.
 * Thread-safe.
 */
@ApplicationScoped
public class Catalog {
  private static final Logger LOG = Logger.getLogger(Catalog.class.getName());
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

  /** Injected after the constructor, before the first look. */
  @Resource private ManagedExecutorService threads;

  private List<Source> sources = List.of();
  private LongSupplier nanoTime = System::nanoTime;

  /** Held by the request that scans the folders; other requests wait only for the first scan. */
  private final ReentrantLock looking = new ReentrantLock();

  private volatile Known known;

  /** The result and time of a scan. */
  private record Known(Map<AppId, ListedApp> apps, Set<BrokenApp> broken, long at) {}

  /** For the container's proxy. */
  protected Catalog() {}

  /** A catalog of the folders in the settings. */
  @Inject
  public Catalog(Settings settings, WorkFolder work) {
    ClassLoader loader = Catalog.class.getClassLoader();
    Path folder = settings.get(FolderSettings.APPS_DIR).toAbsolutePath().normalize();
    LOG.log(Level.INFO, "The apps folder is {0} (yera.apps.dir)", folder);
    try {
      List<Path> workerJars = WorkerJars.unpack(loader, work);
      Libraries libraries = Libraries.ofThisMachine(work, task -> threads.execute(task));
      sources =
          List.of(
              new DeploymentApps(loader, work),
              ShippedApps.unpack(loader, work, workerJars, libraries),
              new FolderApps(folder, work, workerJars, libraries));
    } catch (IOException e) {
      throw new UncheckedIOException("The apps of the deployment cannot be unpacked", e);
    }
  }

  Catalog(List<Source> sources, LongSupplier nanoTime) {
    this.sources = sources;
    this.nanoTime = nanoTime;
  }

  /** All apps, by id. */
  public Collection<ListedApp> apps() {
    return look().apps().values();
  }

  /**
   * The app of this id.
   *
   * @throws UnknownAppException if there is none
   */
  public ListedApp app(String id) {
    Known now = look();
    ListedApp app = AppId.isValid(id) ? now.apps().get(new AppId(id)) : null;
    if (app == null) {
      throw now.broken().stream()
          .filter(each -> each.concerns(id))
          .findFirst()
          .map(each -> new UnknownAppException(id, each))
          .orElseGet(() -> new UnknownAppException(id));
    }
    return app;
  }

  /** The broken apps with their reasons, for operators. */
  public Set<BrokenApp> broken() {
    return look().broken();
  }

  /** Scans the folders; a slow disk or compiler delays only this request. */
  private Known look() {
    Known before = known;
    if (before == null) {
      looking.lock();
    } else if (isFresh(before) || !looking.tryLock()) {
      return before;
    }
    try {
      // Another request may have scanned meanwhile.
      if (known == null || !isFresh(known)) {
        known = read();
      }
      return known;
    } finally {
      looking.unlock();
    }
  }

  private boolean isFresh(Known then) {
    return nanoTime.getAsLong() - then.at() < LOOK_AGAIN_NANOS;
  }

  private Known read() {
    Map<AppId, ListedApp> apps = new TreeMap<>();
    Set<BrokenApp> broken = new HashSet<>();
    for (Source source : sources) {
      Source.Found there = source.look();
      broken.addAll(there.broken());
      broken.addAll(add(there.apps(), apps));
    }
    for (BrokenApp each : broken) {
      if (known == null || !known.broken().contains(each)) {
        LOG.log(
            Level.WARNING, "{0} is not an app: {1}", new Object[] {each.place(), each.problem()});
      }
    }
    return new Known(Collections.unmodifiableMap(apps), Set.copyOf(broken), nanoTime.getAsLong());
  }

  /** Adds the apps with unused ids; reports the others with both places. */
  private static List<BrokenApp> add(List<ListedApp> apps, Map<AppId, ListedApp> to) {
    List<BrokenApp> second = new ArrayList<>();
    for (ListedApp app : apps) {
      ListedApp first = to.putIfAbsent(app.id(), app);
      if (first != null) {
        second.add(new BrokenApp(app.place(), AppFault.TAKEN.with(app.id(), first.place()), ""));
      }
    }
    return second;
  }
}
