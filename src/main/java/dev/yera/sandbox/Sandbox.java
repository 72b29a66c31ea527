package dev.yera.sandbox;

import dev.yera.settings.BadSettingException;
import dev.yera.settings.SandboxMode;
import dev.yera.settings.SandboxSettings;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How apps are boxed in on this server: what the settings ask for, or the strongest that works
 * here, which is found out at the start by trying. Immutable.
 */
public final class Sandbox implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Sandbox.class.getName());

  private final SandboxMode mode;
  private final boolean namespace;
  private final boolean countsProcesses;
  private final boolean network;
  private final List<Path> writable;
  private final List<Path> hidden;
  private final Limits limits;
  private final Optional<ControlGroups> groups;

  private Sandbox(
      SandboxMode mode,
      boolean namespace,
      boolean countsProcesses,
      boolean network,
      Settings settings,
      List<Path> hidden) {
    this.mode = mode;
    this.namespace = namespace;
    this.countsProcesses = countsProcesses;
    this.network = network;
    this.writable = settings.get(SandboxSettings.SANDBOX_WRITABLE);
    this.hidden = hidden;
    this.limits = Limits.of(settings);
    this.groups = Optional.empty();
  }

  private Sandbox(Sandbox found, Optional<ControlGroups> groups) {
    this.mode = found.mode;
    this.namespace = found.namespace;
    this.countsProcesses = found.countsProcesses;
    this.network = found.network;
    this.writable = found.writable;
    this.hidden = found.hidden;
    this.limits = found.limits;
    this.groups = groups;
  }

  /**
   * The one of this server, which is logged.
   *
   * @param folder where what is tried can have its home
   * @param work the server's work folder
   * @throws BadSettingException if what is asked for does not work here
   */
  public static Sandbox find(Settings settings, Path folder, Path work) {
    for (Path each : settings.get(SandboxSettings.SANDBOX_WRITABLE)) {
      refuse(!Files.isDirectory(each), "yera.sandbox.writable", each + " is no folder");
    }
    Trial trial = new Trial(folder);
    List<Path> server = ServerFiles.and(own(settings, work), settings.secretFiles());
    Sandbox boxed = find(settings, settings.get(SandboxSettings.SANDBOX), trial, server);
    Sandbox found = boxed.isLimiting() ? new Sandbox(boxed, ControlGroups.find()) : boxed;
    LOG.log(Level.INFO, "Apps run in a sandbox of kind {0}", found.description());
    return found;
  }

  private static List<Path> own(Settings settings, Path work) {
    return switch (settings.get(StoreSettings.STORE).kind()) {
      case FILES -> List.of(work, settings.storeFolder());
      // What cannot be made there is not there to be hidden.
      case MEMORY ->
          Files.isDirectory(settings.auditFolder())
              ? List.of(work, settings.auditFolder())
              : List.of(work);
      case POSTGRESQL, DATA_SOURCE -> List.of(work);
    };
  }

  private static Sandbox find(
      Settings settings, SandboxMode wanted, Trial trial, List<Path> server) {
    boolean network = settings.get(SandboxSettings.SANDBOX_NETWORK).equals("host");
    if (wanted == SandboxMode.OFF) {
      refuse(!network, "yera.sandbox.network is \"none\"", "\"off\" leaves the network open");
      return new Sandbox(SandboxMode.OFF, false, false, true, settings, server);
    }
    if (wanted != SandboxMode.LIMITS) {
      Sandbox full = new Sandbox(SandboxMode.BUBBLEWRAP, true, false, network, settings, server);
      Optional<String> fault = trial.fault(full.box(List.of()));
      if (fault.isEmpty()) {
        return full.countingProcesses(trial, settings, server);
      }
      refuse(wanted == SandboxMode.BUBBLEWRAP, "yera.sandbox is \"bubblewrap\"", fault.get());
      refuse(!network, "yera.sandbox.network is \"none\", which needs bubblewrap", fault.get());
      LOG.log(Level.INFO, "bubblewrap does not work here: {0}", fault.get());
    }
    refuse(!network, "yera.sandbox.network is \"none\"", "\"limits\" leave the network open");
    Sandbox spaced = new Sandbox(SandboxMode.LIMITS, true, false, true, settings, server);
    if (trial.fault(spaced.box(List.of())).isEmpty()) {
      return spaced.countingProcesses(trial, settings, server);
    }
    Sandbox plain = new Sandbox(SandboxMode.LIMITS, false, false, true, settings, server);
    trial
        .fault(plain.box(List.of()))
        .ifPresent(fault -> refuse(wanted == SandboxMode.LIMITS, "yera.sandbox", fault));
    return plain;
  }

  private static void refuse(boolean isAskedFor, String setting, String fault) {
    if (isAskedFor) {
      throw new BadSettingException(setting + ": that does not work here: " + fault, null);
    }
  }

  /** Since Linux 5.14 a user namespace has a count of its own, and else none can be set. */
  private Sandbox countingProcesses(Trial trial, Settings settings, List<Path> server) {
    Sandbox counting = new Sandbox(mode, namespace, true, network, settings, server);
    return trial.canFork(counting.box(List.of(), limits.withProcesses(Trial.FEW), true))
        ? counting
        : this;
  }

  /**
   * What a command is put into.
   *
   * @param readable what it is to see besides the system
   */
  public Box box(List<Path> readable, Needs needs) {
    return box(readable, limits(needs), network && needs.network());
  }

  /** That of an app that says nothing of its needs. */
  public Box box(List<Path> readable) {
    return box(readable, limits, network);
  }

  /** Whether what was started for an app that says nothing of its needs serves this one as well. */
  public boolean isUsual(Needs needs) {
    return mode == SandboxMode.OFF
        || (ceilings(limits(needs)).equals(ceilings(limits)) && (needs.network() || !network));
  }

  private Box box(List<Path> readable, Limits own, boolean connected) {
    Box box =
        switch (mode) {
          case OFF -> Box.NONE;
          case LIMITS -> new LimitedBox(ceilings(own), namespace);
          case BUBBLEWRAP, AUTO ->
              new Bubblewrap(ceilings(own), new View(readable, writable, hidden), connected);
        };
    return groups.<Box>map(each -> new GroupedBox(each, own, box)).orElse(box);
  }

  private Ceilings ceilings(Limits own) {
    return Ceilings.of(own, countsProcesses);
  }

  /** Whether trees are to be measured. */
  public boolean isLimiting() {
    return mode != SandboxMode.OFF;
  }

  /** What a session of an app may use. */
  public Limits limits(Needs needs) {
    return limits.and(needs.limits());
  }

  /** One line for operators. */
  public String description() {
    return groups.isPresent() ? kind() + ", with control groups" : kind();
  }

  private String kind() {
    return switch (mode) {
      case OFF -> "off";
      case LIMITS ->
          namespace
              ? "limits (the server's memory and environment are out of reach)"
              : "limits (without a user namespace: apps can read the server's environment)";
      case BUBBLEWRAP, AUTO -> network ? "bubblewrap" : "bubblewrap, without network";
    };
  }

  /** Nothing is put into it any more. */
  @Override
  public void close() {
    groups.ifPresent(ControlGroups::remove);
  }
}
