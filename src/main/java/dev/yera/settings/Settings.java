package dev.yera.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All settings and their values. Read once, when the application starts; an invalid value stops it.
 * Immutable.
 */
public final class Settings {
  private static final List<Setting<?>> ALL =
      Stream.of(
              FolderSettings.ALL,
              SessionSettings.ALL,
              StoreSettings.ALL,
              ClusterSettings.ALL,
              HttpSettings.ALL,
              WorkerSettings.ALL,
              OriginSettings.ALL,
              AuthSettings.ALL,
              OperatorSettings.ALL,
              ProviderSettings.ALL,
              SandboxSettings.ALL,
              RehearsalSettings.ALL,
              LlmSettings.ALL)
          .flatMap(List::stream)
          .toList();

  static final String HIDDEN = "***";

  /** What took the place of a setting where sessions are stored; it works in this version. */
  private static final Map<Setting<?>, Setting<?>> REPLACED =
      Map.of(
          SessionSettings.SESSIONS_MAX_RETAINED,
          StoreSettings.STORE_RETENTION,
          SessionSettings.WORK_MAX_BYTES,
          StoreSettings.STORE_MAX_BYTES);

  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final Map<Setting<?>, String> texts = new HashMap<>();
  private final Map<Setting<?>, String> origins = new HashMap<>();
  private final List<ModelSettings> models = new ArrayList<>();
  private final List<Line> modelLines = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * A setting as it is shown to operators and sent to others.
   *
   * @param value as it was written, without what is secret
   * @param origin where it came from, in words for operators; empty if it has its default
   */
  public record Line(String key, String value, Optional<String> origin) {}

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
            texts.put(setting, set.strip());
            origins.put(setting, origin.apply(setting.key()));
          });
      values.put(setting, setting.parse(text.orElse(setting.fallback())));
    }
    for (String name : get(LlmSettings.LLM_MODELS)) {
      ModelSettings model = ModelSettings.of(name, source);
      models.add(model);
      model.shown().forEach((key, value) -> modelLines.add(line(key, value, source, origin)));
    }
    if (get(StoreSettings.STORE).kind() != StoreKind.MEMORY) {
      REPLACED.forEach((old, by) -> source.apply(old.key()).ifPresent(text -> warn(old, by)));
      if (source.apply(SessionSettings.WORK_MAX_BYTES.key()).isPresent()
          && source.apply(StoreSettings.STORE_MAX_BYTES.key()).isEmpty()) {
        values.put(StoreSettings.STORE_MAX_BYTES, get(SessionSettings.WORK_MAX_BYTES));
      }
    }
  }

  private static Line line(
      String key,
      String value,
      Function<String, Optional<String>> source,
      UnaryOperator<String> origin) {
    return new Line(key, value, source.apply(key).map(set -> origin.apply(key)));
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
    return ALL;
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

  /** Every setting, in the order of the documentation, and after them those of each model. */
  public List<Line> lines() {
    Stream<Line> own =
        ALL.stream()
            .map(each -> new Line(each.key(), shown(each), Optional.ofNullable(origins.get(each))));
    return Stream.concat(own, modelLines.stream()).toList();
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
    if (setting.equals(StoreSettings.STORE)) {
      return text.replaceAll("//[^/]*@", "//" + HIDDEN + "@").replaceAll("(?s)\\?.*", "?" + HIDDEN);
    }
    return setting.equals(WorkerSettings.WORKER_JVM_OPTIONS)
        ? text.replaceAll("(-D[^=\\s]+=)\\S+", "$1" + HIDDEN)
        : text;
  }

  /** What may be in a file instead, so that nobody has to write it, is a secret. */
  static boolean isSecret(Setting<?> setting) {
    return ALL.stream().anyMatch(each -> each.key().equals(setting.key() + "-file"));
  }

  /** Whether a value may have something secret in it. */
  static boolean mayHaveSecret(Setting<?> setting) {
    return isSecret(setting) || setting.equals(StoreSettings.STORE);
  }

  /**
   * A setting with this value, or with what is in the file that the other one names.
   *
   * @throws BadSettingException if there is no such file, or it has something else
   */
  public String secret(Setting<String> itself, Setting<String> file) {
    if (get(file).isEmpty()) {
      return get(itself);
    }
    try {
      String text = Files.readString(Path.of(get(file))).strip();
      if (!text.isEmpty()) {
        return itself.parse(text);
      }
      throw new BadSettingException(
          "%s names a file that is empty: %s".formatted(file.key(), get(file)), null);
    } catch (IOException e) {
      throw new BadSettingException(
          "%s names a file that cannot be read: %s".formatted(file.key(), get(file)), e);
    }
  }

  /** The files that settings name for what is secret, absolute; they need not exist. */
  public List<Path> secretFiles() {
    List<Path> files = new ArrayList<>();
    ALL.stream()
        .filter(each -> each.key().endsWith("-file") && isSet(each))
        .forEach(each -> files.add(Path.of(texts.get(each))));
    models.forEach(each -> each.keyFile().ifPresent(files::add));
    return files.stream()
        .filter(each -> !each.toString().isEmpty())
        .map(Path::toAbsolutePath)
        .toList();
  }

  /** The folder of stored sessions ({@code yera.store.dir}), absolute. */
  public Path storeFolder() {
    String named = get(StoreSettings.STORE_DIR);
    Path folder =
        named.isEmpty()
            ? get(FolderSettings.APPS_DIR).toAbsolutePath().resolveSibling("data")
            : Path.of(named).toAbsolutePath();
    return folder.normalize();
  }

  /** The folder of what is noted of who did what, absolute; with PostgreSQL there is none. */
  public Path auditFolder() {
    return storeFolder().resolve("audit");
  }
}
