package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** Where sessions are kept, and for how long. */
public final class StoreSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<StorePlace> STORE =
      HERE.setting(
          "yera.store",
          "files",
          "files, memory, jdbc:postgresql:… or java:…",
          "Where sessions are kept: `files` survive any end of the server, `memory` none;"
              + " `jdbc:postgresql:…` is the address of a database, `java:…` the name of a DataSource"
              + " of the server.",
          StorePlace::of);

  /** See the table of settings. */
  public static final Setting<String> STORE_USER =
      HERE.text(
          "yera.store.user",
          "",
          "a text",
          "The user of the database with `yera.store=jdbc:postgresql:…`; empty: as its address"
              + " says.");

  /** See the table of settings. */
  public static final Setting<String> STORE_PASSWORD =
      HERE.text("yera.store.password", "", "a text", "The password of that user.");

  /** See the table of settings. */
  public static final Setting<String> STORE_PASSWORD_FILE =
      HERE.text("yera.store.password-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<Integer> STORE_POOL_SIZE =
      HERE.count(
          "yera.store.pool-size",
          "8",
          "Connections to the database with `yera.store=jdbc:postgresql:…`; one of them stores"
              + " events.");

  /** See the table of settings. */
  public static final Setting<Duration> STORE_TIMEOUT =
      HERE.setting(
          "yera.store.timeout",
          "PT3S",
          "a duration of PT1S to PT60S",
          "How long the database may take to give a connection, and for each statement.",
          SettingValues::shortTime);

  /** See the table of settings. */
  public static final Setting<String> STORE_DIR =
      HERE.setting(
          "yera.store.dir",
          "",
          "a folder, or empty",
          "Folder of the sessions with `yera.store=files`; empty is `data` beside `yera.apps.dir`.",
          text -> text);

  /** See the table of settings. */
  public static final Setting<String> STORE_KEY_FILE =
      HERE.text(
          "yera.store.key-file",
          "",
          "a file, or empty",
          "The key that seals stored sessions, 32 bytes as Base64; without it they are stored as "
              + "they are.");

  /** See the table of settings. */
  public static final Setting<StoreSync> STORE_SYNC =
      HERE.setting(
          "yera.store.sync",
          "second",
          "second, always or never",
          "When stored files also survive a failure of power: after each answer and end, and each "
              + "second; before anybody sees an event; when the system likes.",
          SettingValues::sync);

  /** See the table of settings. */
  public static final Setting<Duration> STORE_PATIENCE =
      HERE.duration(
          "yera.store.patience",
          "PT60S",
          "How long apps wait while what they said cannot be stored; then their sessions end.");

  /** See the table of settings. */
  public static final Setting<Duration> STORE_RETENTION =
      HERE.duration(
          "yera.store.retention",
          "P30D",
          "How long a stored session is kept after its end, unless it is pinned; PT0S: only while "
              + "it is in memory.");

  /** See the table of settings. */
  public static final Setting<Long> STORE_MAX_BYTES =
      HERE.size(
          "yera.store.max-bytes",
          "16GiB",
          "Logs of stored sessions that have ended; the oldest that are not pinned are removed "
              + "first.");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private StoreSettings() {}
}
