package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** How this server is one of many. */
public final class ClusterSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<String> CLUSTER_ADDRESS =
      HERE.setting(
          "yera.cluster.address",
          "",
          "an address like http://10.0.0.1:8080, or empty",
          "Where the other servers of the same database reach this one; it makes them nodes of one"
              + " cluster (`yera.store` is `jdbc:postgresql:…` or `java:…` then).",
          SettingValues::address);

  /** See the table of settings. */
  public static final Setting<String> CLUSTER_SECRET =
      HERE.text(
          "yera.cluster.secret",
          "",
          "a text of at least 32 characters",
          "What nodes of a cluster know each other by, the same on all of them.");

  /** See the table of settings. */
  public static final Setting<String> CLUSTER_SECRET_FILE =
      HERE.text("yera.cluster.secret-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<Duration> CLUSTER_LEASE =
      HERE.setting(
          "yera.cluster.lease",
          "PT15S",
          "a duration of PT5S to PT10M",
          "How long a node may go on without the database: at 80 % of it its sessions end, and a"
              + " third later than it others take them over.",
          SettingValues::lease);

  /** See the table of settings. */
  public static final Setting<Duration> CLUSTER_DRAIN =
      HERE.duration(
          "yera.cluster.drain",
          "PT0S",
          "How long running sessions may go on when a node is told to end (SIGTERM), while others"
              + " take the new ones.");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private ClusterSettings() {}
}
