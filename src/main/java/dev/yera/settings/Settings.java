package dev.yera.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All settings and their values. Read once, when the application starts; an invalid value stops it.
 * Immutable.
 */
public final class Settings {
  private static final List<Setting<?>> ALL = new ArrayList<>();
  private static final Pattern CURRENCY = Pattern.compile("[\\p{L}\\p{Sc}]{1,20}");

  private static final Set<String> MODES = Set.of("none", "container", "proxy", "jwt", "oidc");

  /** See the table of settings. */
  public static final Setting<Path> APPS_DIR =
      setting(
          "yera.apps.dir",
          "apps",
          "a folder",
          "Folder of apps, in addition to those that ship; the log has the resolved path at start.",
          Path::of);

  /** See the table of settings. */
  public static final Setting<Path> WORK_DIR =
      setting(
          "yera.work.dir",
          "${java.io.tmpdir}/yera-sessions-${user.name}",
          "a folder",
          "Logs of sessions and the unpacked worker.",
          Settings::path);

  /** See the table of settings. */
  public static final Setting<Duration> START_TIMEOUT =
      duration(
          "yera.session.start-timeout",
          "PT10S",
          "How long a Java worker may take from the start of its JVM until it is ready.");

  /** See the table of settings. */
  public static final Setting<Duration> UNVIEWED_TIMEOUT =
      duration(
          "yera.session.unviewed-timeout",
          "PT2M",
          "A session that was never viewed is forgotten this long after its creation.");

  /** See the table of settings. */
  public static final Setting<Duration> AWAY_TIMEOUT =
      duration(
          "yera.session.away-timeout",
          "PT15M",
          "A running session is ended after this time without viewers; PT0S is never.");

  /** See the table of settings. */
  public static final Setting<Duration> IDLE_TIMEOUT =
      duration(
          "yera.session.idle-timeout",
          "PT15M",
          "A session that waits for an answer is ended after this time without output and input; "
              + "PT0S is never.");

  /** See the table of settings. */
  public static final Setting<Duration> MAX_LIFETIME =
      duration(
          "yera.session.max-lifetime", "PT8H", "A session is ended this long after its start.");

  /** See the table of settings. */
  public static final Setting<Duration> RETENTION =
      duration(
          "yera.session.retention",
          "PT10M",
          "How long an ended session stays in memory; with `yera.store=memory` then it is gone.");

  /** See the table of settings. */
  public static final Setting<Duration> STOP_GRACE =
      duration(
          "yera.session.stop-grace",
          "PT5S",
          "How long an app may run after stop and SIGTERM, before SIGKILL.");

  /** See the table of settings. */
  public static final Setting<Long> OUTPUT_QUOTA =
      size(
          "yera.session.output-quota",
          "64MiB",
          "The most output of a session, as rendered frames.");

  /** See the table of settings. */
  public static final Setting<Long> INPUT_QUOTA =
      size(
          "yera.session.input-quota",
          "16MiB",
          "The answers of a session together, as JSON, and 256 bytes more for each.");

  /** See the table of settings. */
  public static final Setting<Long> MAX_LINE =
      size("yera.session.max-line", "1MiB", "The longest line of an app.");

  /** See the table of settings. */
  public static final Setting<Integer> MAX_PENDING_INPUT =
      count(
          "yera.session.max-pending-input",
          "64",
          "Accepted answers that are not yet written to the app.");

  /** See the table of settings. */
  public static final Setting<Integer> MAX_VIEWERS =
      count("yera.session.max-viewers", "8", "Open streams of one session.");

  /** See the table of settings. */
  public static final Setting<Integer> VIEWERS_MAX =
      count("yera.viewers.max", "1000", "Open streams of the server.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX =
      count("yera.sessions.max", "200", "Sessions of the server that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_PER_OWNER =
      count("yera.sessions.max-per-owner", "20", "Sessions of one named owner that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_PER_VISITOR =
      count("yera.sessions.max-per-visitor", "20", "Sessions of one visitor that are not ended.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSIONS_MAX_RETAINED =
      count(
          "yera.sessions.max-retained",
          "500",
          "With `yera.store=memory`: ended sessions that are kept; the oldest are forgotten first. "
              + "Elsewhere `yera.store.retention` replaces it.");

  /** See the table of settings. */
  public static final Setting<Long> WORK_MAX_BYTES =
      size(
          "yera.work.max-bytes",
          "4GiB",
          "With `yera.store=memory`: logs of ended sessions on disk; the oldest are forgotten "
              + "first. Elsewhere `yera.store.max-bytes` replaces it, and in this version has its "
              + "value if it has none of its own.");

  /** See the table of settings. */
  public static final Setting<StorePlace> STORE =
      setting(
          "yera.store",
          "files",
          "files, memory, jdbc:postgresql:… or java:…",
          "Where sessions are kept: `files` survive any end of the server, `memory` none;"
              + " `jdbc:postgresql:…` is the address of a database, `java:…` the name of a DataSource"
              + " of the server.",
          StorePlace::of);

  /** See the table of settings. */
  public static final Setting<String> STORE_USER =
      text(
          "yera.store.user",
          "",
          "a text",
          "The user of the database with `yera.store=jdbc:postgresql:…`; empty: as its address"
              + " says.");

  /** See the table of settings. */
  public static final Setting<String> STORE_PASSWORD =
      text("yera.store.password", "", "a text", "The password of that user.");

  /** See the table of settings. */
  public static final Setting<String> STORE_PASSWORD_FILE =
      text("yera.store.password-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<Integer> STORE_POOL_SIZE =
      count(
          "yera.store.pool-size",
          "8",
          "Connections to the database with `yera.store=jdbc:postgresql:…`; one of them stores"
              + " events.");

  /** See the table of settings. */
  public static final Setting<Duration> STORE_TIMEOUT =
      setting(
          "yera.store.timeout",
          "PT3S",
          "a duration of PT1S to PT60S",
          "How long the database may take to give a connection, and for each statement.",
          Settings::shortTime);

  /** See the table of settings. */
  public static final Setting<String> STORE_DIR =
      setting(
          "yera.store.dir",
          "",
          "a folder, or empty",
          "Folder of the sessions with `yera.store=files`; empty is `data` beside `yera.apps.dir`.",
          text -> text);

  /** See the table of settings. */
  public static final Setting<String> STORE_KEY_FILE =
      text(
          "yera.store.key-file",
          "",
          "a file, or empty",
          "The key that seals stored sessions, 32 bytes as Base64; without it they are stored as "
              + "they are.");

  /** See the table of settings. */
  public static final Setting<StoreSync> STORE_SYNC =
      setting(
          "yera.store.sync",
          "second",
          "second, always or never",
          "When stored files also survive a failure of power: after each answer and end, and each "
              + "second; before anybody sees an event; when the system likes.",
          Settings::sync);

  /** See the table of settings. */
  public static final Setting<Duration> STORE_PATIENCE =
      duration(
          "yera.store.patience",
          "PT60S",
          "How long apps wait while what they said cannot be stored; then their sessions end.");

  /** See the table of settings. */
  public static final Setting<Duration> STORE_RETENTION =
      duration(
          "yera.store.retention",
          "P30D",
          "How long a stored session is kept after its end, unless it is pinned; PT0S: only while "
              + "it is in memory.");

  /** See the table of settings. */
  public static final Setting<Long> STORE_MAX_BYTES =
      size(
          "yera.store.max-bytes",
          "16GiB",
          "Logs of stored sessions that have ended; the oldest that are not pinned are removed "
              + "first.");

  /** See the table of settings. */
  public static final Setting<String> CLUSTER_ADDRESS =
      setting(
          "yera.cluster.address",
          "",
          "an address like http://10.0.0.1:8080, or empty",
          "Where the other servers of the same database reach this one; it makes them nodes of one"
              + " cluster (`yera.store` is `jdbc:postgresql:…` or `java:…` then).",
          Settings::address);

  /** See the table of settings. */
  public static final Setting<String> CLUSTER_SECRET =
      text(
          "yera.cluster.secret",
          "",
          "a text of at least 32 characters",
          "What nodes of a cluster know each other by, the same on all of them.");

  /** See the table of settings. */
  public static final Setting<String> CLUSTER_SECRET_FILE =
      text("yera.cluster.secret-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<Duration> CLUSTER_LEASE =
      setting(
          "yera.cluster.lease",
          "PT15S",
          "a duration of PT5S to PT10M",
          "How long a node may go on without the database: at 80 % of it its sessions end, and a"
              + " third later than it others take them over.",
          Settings::lease);

  /** See the table of settings. */
  public static final Setting<Duration> CLUSTER_DRAIN =
      duration(
          "yera.cluster.drain",
          "PT0S",
          "How long running sessions may go on when a node is told to end (SIGTERM), while others"
              + " take the new ones.");

  /** See the table of settings. */
  public static final Setting<Long> REQUEST_MAX_BYTES =
      size("yera.request.max-bytes", "1MiB", "The largest request body but for uploads.");

  /** See the table of settings. */
  public static final Setting<Long> FILE_MAX_BYTES =
      size(
          "yera.file.max-bytes", "32MiB", "The largest file that is uploaded, or given by an app.");

  /** See the table of settings. */
  public static final Setting<Long> FILES_QUOTA =
      size("yera.session.files-quota", "256MiB", "The files of a session together.");

  /** See the table of settings. */
  public static final Setting<Duration> REQUEST_TIMEOUT =
      duration(
          "yera.request.timeout",
          "PT20S",
          "How long a request body may take to come whole, and on Payara its head. Of an upload in"
              + " this time 4 KiB for each second have to come.");

  /** See the table of settings. */
  public static final Setting<Integer> REQUEST_MAX_READING =
      count(
          "yera.request.max-reading",
          "256",
          "Request bodies that are on their way at once; of more the oldest is refused.");

  /** See the table of settings. */
  public static final Setting<Duration> HEARTBEAT =
      duration(
          "yera.stream.heartbeat",
          "PT15S",
          "The server sends a comment after this time without an event.");

  /** See the table of settings. */
  public static final Setting<Duration> MAX_AGE =
      duration(
          "yera.stream.max-age",
          "PT10M",
          "A stream is closed after this time, plus or minus 20 %; the client reconnects.");

  /** See the table of settings. */
  public static final Setting<Duration> WRITE_TIMEOUT =
      duration(
          "yera.stream.write-timeout",
          "PT10S",
          "A viewer is cut if a write takes longer than this.");

  /** See the table of settings. */
  public static final Setting<Integer> WORKER_POOL_SIZE =
      setting(
          "yera.worker.pool-size",
          "2",
          "a whole number of 0 or more",
          "The number of Java workers kept ready; 0 for none.",
          Settings::atLeastZero);

  /** See the table of settings. */
  public static final Setting<List<String>> WORKER_JVM_OPTIONS =
      setting(
          "yera.worker.jvm-options",
          "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -XX:-UsePerfData"
              + " -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
              + " -XX:AsyncDeflationInterval=5000 -XX:GuaranteedSafepointInterval=0",
          "options separated by spaces",
          "Options of the JVM of a Java worker. With `ArchiveRelocationMode=0` all workers share "
              + "the pages"
              + " of the class-data archive; without `UsePerfData` and with these intervals an"
              + " idle worker does not wake up 23 times a second.",
          Settings::words);

  /** See the table of settings. */
  public static final Setting<List<String>> WORKER_ENV_ALLOW =
      setting(
          "yera.worker.env-allow",
          "",
          "names separated by commas",
          "Environment variables of the server that are passed to apps.",
          Settings::list);

  /** See the table of settings. */
  public static final Setting<Set<String>> EMBED_ORIGINS =
      setting(
          "yera.embed.origins",
          "",
          "origins like https://portal.example.org, separated by commas",
          "Other origins that may embed and call the server.",
          Settings::origins);

  /** See the table of settings. */
  public static final Setting<Set<String>> EMBED_FRAME_ANCESTORS =
      setting(
          "yera.embed.frame-ancestors",
          "",
          "sources like https://*.portal.example.org, separated by commas",
          "Other pages that may frame ours, and nothing else; with wildcards.",
          Settings::sources);

  /** See the table of settings. */
  public static final Setting<Set<String>> PUBLIC_ORIGINS =
      setting(
          "yera.public.origins",
          "",
          "origins like https://apps.example.org, separated by commas",
          "The origins under which the server is reached; other names are refused. On a loopback"
              + " listener loopback's names are always there.",
          Settings::origins);

  /** See the table of settings. */
  public static final Setting<List<String>> AUTH =
      setting(
          "yera.auth",
          "none",
          "some of none, container, proxy, jwt, oidc, separated by commas",
          "How the server knows who calls; several are asked in this order.",
          Settings::modes);

  /** See the table of settings. */
  public static final Setting<Boolean> AUTH_ANONYMOUS =
      setting(
          "yera.auth.anonymous",
          "false",
          "true or false",
          "Whether `none` lets nameless callers in from beyond the server's own machine.",
          Settings::bool);

  /** See the table of settings. */
  public static final Setting<List<String>> AUTHOR_GROUPS =
      setting(
          "yera.auth.author-groups",
          "",
          "groups separated by commas",
          "Who is an author: sees broken apps, and diagnostics and error output of own sessions.",
          Settings::list);

  /** See the table of settings. */
  public static final Setting<List<String>> ADMIN_GROUPS =
      setting(
          "yera.auth.admin-groups",
          "",
          "groups separated by commas",
          "Who is an admin: lists, views and ends everybody's sessions, and reads the metrics.",
          Settings::list);

  /** See the table of settings. */
  public static final Setting<String> METRICS_TOKEN =
      setting(
          "yera.metrics.token",
          "",
          "a text of at least 16 characters",
          "Who sends it as `Authorization: Bearer` may read `/api/metrics`, and nothing else.",
          Settings::token);

  /** See the table of settings. */
  public static final Setting<String> METRICS_TOKEN_FILE =
      text("yera.metrics.token-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<Duration> AUDIT_RETENTION =
      duration(
          "yera.audit.retention",
          "P365D",
          "How long it is kept who did what (`/api/audit`); PT0S: nothing is noted.");

  /** See the table of settings. */
  public static final Setting<String> LOG_FORMAT =
      setting(
          "yera.log.format",
          "text",
          "text or json",
          "`json`: each record of the server's log is one line of JSON, with names of the Elastic "
              + "Common Schema, from the start of the application on.",
          Settings::logFormat);

  /** See the table of settings. */
  public static final Setting<Boolean> LOG_APPS =
      setting(
          "yera.log.apps",
          "false",
          "true or false",
          "Whether what apps write to standard error is in the server's log, too.",
          Settings::bool);

  /** See the table of settings. */
  public static final Setting<String> PROXY_USER_HEADER =
      text(
          "yera.auth.proxy.user-header",
          "X-Forwarded-User",
          "the name of a header",
          "Where a trusted proxy says who calls.");

  /** See the table of settings. */
  public static final Setting<String> PROXY_GROUPS_HEADER =
      text(
          "yera.auth.proxy.groups-header",
          "X-Forwarded-Groups",
          "the name of a header",
          "Where a trusted proxy says which groups, separated by commas, the caller is in.");

  /** See the table of settings. */
  public static final Setting<List<String>> PROXY_TRUSTED =
      setting(
          "yera.auth.proxy.trusted",
          "",
          "networks like 10.0.0.0/8, separated by commas",
          "Whose `X-Forwarded-…` and user headers count.",
          Settings::list);

  /** See the table of settings. */
  public static final Setting<String> PROXY_SECRET_HEADER =
      text(
          "yera.auth.proxy.secret-header",
          "",
          "the name of a header",
          "Where a trusted proxy shows that it is one; empty for no such proof.");

  /** See the table of settings. */
  public static final Setting<String> PROXY_SECRET =
      text("yera.auth.proxy.secret", "", "a text", "What it shows there.");

  /** See the table of settings. */
  public static final Setting<String> PROXY_SECRET_FILE =
      text("yera.auth.proxy.secret-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<String> JWT_ISSUER =
      text("yera.auth.jwt.issuer", "", "an address", "Whose tokens count.");

  /** See the table of settings. */
  public static final Setting<String> JWT_AUDIENCE =
      text("yera.auth.jwt.audience", "", "a text", "What has to be in the `aud` of a token.");

  /** See the table of settings. */
  public static final Setting<String> JWT_CLIENT_ID =
      text(
          "yera.auth.jwt.client-id",
          "",
          "a text",
          "What has to be the `client_id` or `azp` of a token; one of this and the audience is"
              + " needed.");

  /** See the table of settings. */
  public static final Setting<String> JWT_JWKS_URI =
      text(
          "yera.auth.jwt.jwks-uri",
          "",
          "an address",
          "Where the issuer's keys are; empty: the issuer's metadata say it.");

  /** See the table of settings. */
  public static final Setting<String> JWT_GROUPS_CLAIM =
      text("yera.auth.jwt.groups-claim", "groups", "the name of a claim", "The caller's groups.");

  /** See the table of settings. */
  public static final Setting<String> JWT_NAME_CLAIM =
      text(
          "yera.auth.jwt.name-claim",
          "name",
          "the name of a claim",
          "What people call the caller.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_ISSUER =
      text("yera.auth.oidc.issuer", "", "an address", "The OpenID provider.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_CLIENT_ID =
      text("yera.auth.oidc.client-id", "", "a text", "What the provider calls this server.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_CLIENT_SECRET =
      text(
          "yera.auth.oidc.client-secret",
          "",
          "a text",
          "What the provider knows this server by; logins are sealed with a key made of it."
              + " Without one they end with the server.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_CLIENT_SECRET_FILE =
      text("yera.auth.oidc.client-secret-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<List<String>> OIDC_SCOPES =
      setting(
          "yera.auth.oidc.scopes",
          "openid profile",
          "words separated by spaces, `openid` among them",
          "What the provider is asked for.",
          Settings::scopes);

  /** See the table of settings. */
  public static final Setting<String> OIDC_GROUPS_CLAIM =
      text("yera.auth.oidc.groups-claim", "groups", "the name of a claim", "The caller's groups.");

  /** See the table of settings. */
  public static final Setting<SandboxMode> SANDBOX =
      setting(
          "yera.sandbox",
          "auto",
          "auto, off, limits or bubblewrap",
          "What apps are kept in; `auto` is the strongest that works here, tried at start.",
          Settings::sandbox);

  /** See the table of settings. */
  public static final Setting<String> SANDBOX_NETWORK =
      setting(
          "yera.sandbox.network",
          "host",
          "host or none",
          "What apps can reach: what the server can, or nothing (with `bubblewrap`).",
          Settings::network);

  /** See the table of settings. */
  public static final Setting<List<Path>> SANDBOX_WRITABLE =
      setting(
          "yera.sandbox.writable",
          "",
          "absolute paths of folders, separated by commas",
          "Folders that apps may write to with `bubblewrap`, besides their session's own.",
          Settings::folders);

  /** See the table of settings. */
  public static final Setting<Long> SESSION_MEMORY =
      size(
          "yera.session.memory",
          "1GiB",
          "Memory of all processes of a session; over it the session ends, `MemoryExceeded`.");

  /** See the table of settings. */
  public static final Setting<Duration> SESSION_CPU_TIME =
      duration(
          "yera.session.cpu-time",
          "PT0S",
          "Processor time of all processes of a session; over it the session ends,"
              + " `CpuTimeExceeded`; PT0S is no limit.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSION_PROCESSES =
      count("yera.session.processes", "256", "Processes and threads of a session.");

  /** See the table of settings. */
  public static final Setting<Integer> SESSION_OPEN_FILES =
      count("yera.session.open-files", "1024", "Open files of each process of a session.");

  /** See the table of settings. */
  public static final Setting<Long> SESSION_FILE_SIZE =
      size("yera.session.file-size", "1GiB", "The largest file that an app can write.");

  /** See the table of settings. */
  public static final Setting<Long> SESSION_DISK =
      size(
          "yera.session.disk",
          "4GiB",
          "All files of a session in its own folders; over it the session ends, `DiskExceeded`.");

  /** See the table of settings. */
  public static final Setting<Duration> REHEARSE =
      duration(
          "yera.rehearse",
          "PT2M",
          "How long a server that has just started warms itself up, until somebody calls; PT0S is"
              + " not at all. See [Rehearsal](operations.md#rehearsal).");

  /** See the table of settings. */
  public static final Setting<List<String>> LLM_MODELS =
      setting(
          "yera.llm.models",
          "",
          "names of small letters, digits and hyphens, separated by commas",
          "Language models for apps, the usual one first; each has settings `yera.llm.<name>.…`,"
              + " see [Language models](language-models.md).",
          Settings::modelNames);

  /** See the table of settings. */
  public static final Setting<String> LLM_CURRENCY =
      setting(
          "yera.llm.currency",
          "USD",
          "a word or sign of up to 20 letters",
          "What the prices of models are in.",
          Settings::currency);

  /** See the table of settings. */
  public static final Setting<Long> LLM_MAX_TOKENS_PER_OWNER =
      setting(
          "yera.llm.max-tokens-per-owner",
          "0",
          "a whole number of 0 or more",
          "Tokens that all sessions of one owner may use within `yera.llm.period`; 0 is no limit.",
          Settings::natural);

  /** See the table of settings. */
  public static final Setting<Long> LLM_MAX_TOKENS =
      setting(
          "yera.llm.max-tokens",
          "0",
          "a whole number of 0 or more",
          "Tokens that all sessions of the server may use within `yera.llm.period`; 0 is no limit.",
          Settings::natural);

  /** See the table of settings. */
  public static final Setting<Duration> LLM_PERIOD =
      setting(
          "yera.llm.period",
          "P1D",
          "a duration of PT1M or more, like PT1H",
          "What tokens are counted for; it begins with the first request.",
          Settings::period);

  /** See the table of settings. */
  public static final Setting<Integer> LLM_MAX_REQUESTS =
      count(
          "yera.llm.max-requests-per-session",
          "8",
          "Requests to models that a session may have open at once.");

  /** See the table of settings. */
  public static final Setting<Long> LLM_MAX_REQUEST_BYTES =
      size("yera.llm.max-request-bytes", "8MiB", "The largest request to a model.");

  /** See the table of settings. */
  public static final Setting<Duration> LLM_TIMEOUT =
      setting(
          "yera.llm.timeout",
          "PT5M",
          "a duration of PT1S or more, like PT30S",
          "How long a model may be silent, before its answer and within it.",
          Settings::patience);

  private static final String HIDDEN = "***";

  /** What took the place of a setting where sessions are stored; it works in this version. */
  private static final Map<Setting<?>, Setting<?>> REPLACED =
      Map.of(SESSIONS_MAX_RETAINED, STORE_RETENTION, WORK_MAX_BYTES, STORE_MAX_BYTES);

  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final Map<Setting<?>, String> texts = new HashMap<>();
  private final Map<Setting<?>, String> origins = new HashMap<>();
  private final List<ModelSettings> models = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * Reads every setting, without where it came from.
   *
   * @param source returns the text of a key, if it is set
   * @throws BadSettingException if a value is invalid; the message names its key
   */
  public Settings(Function<String, Optional<String>> source) {
    this(source, key -> "");
  }

  /**
   * Reads every setting.
   *
   * @param source returns the text of a key, if it is set
   * @param origin where the text of a key that is set came from, in words for operators
   * @throws BadSettingException if a value is invalid; the message names its key
   */
  public Settings(Function<String, Optional<String>> source, UnaryOperator<String> origin) {
    for (Setting<?> setting : ALL) {
      Optional<String> text = source.apply(setting.key());
      text.ifPresent(
          set -> {
            texts.put(setting, set);
            origins.put(setting, origin.apply(setting.key()));
          });
      values.put(setting, setting.parse(text.orElse(setting.fallback())));
    }
    get(LLM_MODELS).forEach(name -> models.add(ModelSettings.of(name, source)));
    if (get(STORE).kind() != StoreKind.MEMORY) {
      REPLACED.forEach((old, by) -> source.apply(old.key()).ifPresent(text -> warn(old, by)));
      if (source.apply(WORK_MAX_BYTES.key()).isPresent()
          && source.apply(STORE_MAX_BYTES.key()).isEmpty()) {
        values.put(STORE_MAX_BYTES, get(WORK_MAX_BYTES));
      }
    }
  }

  private void warn(Setting<?> old, Setting<?> by) {
    warnings.add(
        "%s is replaced by %s: set that instead, this is the last version that knows the old name"
            .formatted(old.key(), by.key()));
  }

  /** What an operator should know of the values, one sentence each. */
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** The language models of this server, the usual one first. */
  public List<ModelSettings> models() {
    return Collections.unmodifiableList(models);
  }

  /** Every setting, in the order of the documentation. */
  public static List<Setting<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // the constructor put what the setting's own parser made
  public <T> T get(Setting<T> setting) {
    return (T) values.get(setting);
  }

  /** Whether it was set, and is not its default. */
  public boolean isSet(Setting<?> setting) {
    return texts.containsKey(setting);
  }

  /** Where a setting came from, in words for operators; empty if it has its default. */
  public Optional<String> origin(Setting<?> setting) {
    return Optional.ofNullable(origins.get(setting));
  }

  /**
   * A setting as it was written, to be shown to operators and sent to others: without a secret's
   * value, and those of properties and addresses that may have one.
   */
  public String shown(Setting<?> setting) {
    String text = texts.getOrDefault(setting, setting.fallback());
    if (isSecret(setting)) {
      return text.isEmpty() ? "" : HIDDEN;
    }
    if (setting.equals(STORE)) {
      return text.replaceAll("//[^/]*@", "//" + HIDDEN + "@").replaceAll("(?s)\\?.*", "?" + HIDDEN);
    }
    return setting.equals(WORKER_JVM_OPTIONS)
        ? text.replaceAll("(-D[^=\\s]+=)\\S+", "$1" + HIDDEN)
        : text;
  }

  /** What may be in a file instead, so that nobody has to write it, is a secret. */
  static boolean isSecret(Setting<?> setting) {
    return ALL.stream().anyMatch(each -> each.key().equals(setting.key() + "-file"));
  }

  /** A setting with this value, or with what is in the file that the other one names. */
  public String secret(Setting<String> itself, Setting<String> file) {
    if (get(file).isEmpty()) {
      return get(itself);
    }
    try {
      return Files.readString(Path.of(get(file))).strip();
    } catch (IOException e) {
      throw new BadSettingException(
          "%s names a file that cannot be read: %s".formatted(file.key(), get(file)), e);
    }
  }

  private static Setting<String> text(String key, String fallback, String kind, String meaning) {
    return setting(key, fallback, kind, meaning, Function.identity());
  }

  private static <T> Setting<T> setting(
      String key, String fallback, String kind, String meaning, Function<String, T> parser) {
    Setting<T> setting = new Setting<>(key, fallback, kind, meaning, parser);
    ALL.add(setting);
    return setting;
  }

  private static Setting<Duration> duration(String key, String fallback, String meaning) {
    return setting(key, fallback, "a duration like PT30S, at least PT0S", meaning, Settings::time);
  }

  private static Setting<Long> size(String key, String fallback, String meaning) {
    return setting(
        key,
        fallback,
        "a size of at least one byte, like 1048576 or 64MiB",
        meaning,
        Settings::bytes);
  }

  private static Setting<Integer> count(String key, String fallback, String meaning) {
    return setting(key, fallback, "a whole number of 1 or more", meaning, Settings::atLeastOne);
  }

  private static Duration time(String text) {
    Duration duration = Duration.parse(text);
    require(!duration.isNegative() && duration.compareTo(Duration.ofDays(3650)) <= 0);
    return duration;
  }

  private static Duration patience(String text) {
    Duration duration = time(text);
    require(duration.toSeconds() >= 1);
    return duration;
  }

  private static String currency(String text) {
    require(CURRENCY.matcher(text).matches());
    return text;
  }

  private static Duration period(String text) {
    Duration duration = time(text);
    require(duration.toMinutes() >= 1);
    return duration;
  }

  private static Long natural(String text) {
    long number = Long.parseLong(text);
    require(number >= 0);
    return number;
  }

  private static List<String> modelNames(String text) {
    List<String> names = list(text);
    require(Set.copyOf(names).size() == names.size());
    for (String name : names) {
      require(name.matches("[a-z0-9][a-z0-9-]{0,40}"));
    }
    return names;
  }

  private static Duration lease(String text) {
    Duration duration = Duration.parse(text);
    require(duration.toSeconds() >= 5 && duration.toMinutes() <= 10);
    return duration;
  }

  private static String address(String text) {
    return text.isEmpty() ? text : origin(text);
  }

  private static Duration shortTime(String text) {
    Duration duration = Duration.parse(text);
    require(duration.toSeconds() >= 1 && duration.toSeconds() <= 60);
    return duration;
  }

  /**
   * A size as people write it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Long bytes(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long number = Long.parseLong(text.substring(0, digits));
    require(number > 0);
    String unit = text.substring(digits).strip();
    return switch (unit) {
      case "" -> number;
      case "KiB" -> times(number, 1L << 10);
      case "MiB" -> times(number, 1L << 20);
      case "GiB" -> times(number, 1L << 30);
      default -> throw new IllegalArgumentException(unit);
    };
  }

  private static long times(long number, long unit) {
    require(number <= Long.MAX_VALUE / unit);
    return number * unit;
  }

  /**
   * A whole number of 1 or more.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Integer atLeastOne(String text) {
    int number = Integer.parseInt(text);
    require(number >= 1);
    return number;
  }

  private static Integer atLeastZero(String text) {
    int number = Integer.parseInt(text);
    require(number >= 0);
    return number;
  }

  private static Boolean bool(String text) {
    require(text.equals("true") || text.equals("false"));
    return text.equals("true");
  }

  private static Path path(String text) {
    String expanded = text;
    for (String property : List.of("java.io.tmpdir", "user.name")) {
      expanded = expanded.replace("${" + property + "}", System.getProperty(property));
    }
    return Path.of(expanded);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static List<String> list(String text) {
    return Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Set<String> origins(String text) {
    return list(text).stream().map(Settings::origin).collect(Collectors.toUnmodifiableSet());
  }

  /** As a content security policy has them: a scheme, a host perhaps with a wildcard, a port. */
  private static Set<String> sources(String text) {
    List<String> sources = list(text);
    for (String source : sources) {
      require(source.matches("https?://(\\*\\.)?[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:(\\d+|\\*))?"));
    }
    return Set.copyOf(sources);
  }

  /** As a browser writes it: in small letters, without the port that goes without saying. */
  private static String origin(String text) {
    require(text.matches("https?://[A-Za-z0-9.-]+(:\\d+)?|https?://\\[[0-9A-Fa-f:.]+\\](:\\d+)?"));
    String origin = text.toLowerCase(Locale.ROOT);
    String usual = origin.startsWith("https:") ? ":443" : ":80";
    return origin.endsWith(usual) ? origin.substring(0, origin.length() - usual.length()) : origin;
  }

  private static List<String> modes(String text) {
    List<String> modes = list(text);
    require(
        !modes.isEmpty() && MODES.containsAll(modes) && Set.copyOf(modes).size() == modes.size());
    return modes;
  }

  private static String logFormat(String text) {
    require(text.equals("text") || text.equals("json"));
    return text;
  }

  private static String token(String text) {
    require(text.isEmpty() || text.length() >= 16);
    return text;
  }

  private static List<String> scopes(String text) {
    List<String> scopes = words(text);
    require(scopes.contains("openid"));
    return scopes;
  }

  private static SandboxMode sandbox(String text) {
    require(text.equals(text.toLowerCase(Locale.ROOT)));
    return SandboxMode.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** The folder of stored sessions ({@code yera.store.dir}), absolute. */
  public Path storeFolder() {
    String named = get(STORE_DIR);
    Path folder =
        named.isEmpty()
            ? get(APPS_DIR).toAbsolutePath().resolveSibling("data")
            : Path.of(named).toAbsolutePath();
    return folder.normalize();
  }

  /** The folder of what is noted of who did what, absolute; with PostgreSQL there is none. */
  public Path auditFolder() {
    return storeFolder().resolve("audit");
  }

  private static StoreSync sync(String text) {
    require(text.equals(text.toLowerCase(Locale.ROOT)));
    return StoreSync.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static String network(String text) {
    require(text.equals("host") || text.equals("none"));
    return text;
  }

  private static List<Path> folders(String text) {
    List<Path> folders = list(text).stream().map(Path::of).toList();
    require(folders.stream().allMatch(Path::isAbsolute));
    return folders;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("out of range");
    }
  }
}
