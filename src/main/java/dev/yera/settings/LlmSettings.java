package dev.yera.settings;

import java.time.Duration;
import java.util.List;

/** Language models for apps; each has {@link ModelSettings} besides. */
public final class LlmSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<List<String>> LLM_MODELS =
      HERE.setting(
          "yera.llm.models",
          "",
          "names of small letters, digits and hyphens, separated by commas",
          "Language models for apps, the usual one first; each has settings `yera.llm.<name>.…`,"
              + " see [Language models](language-models.md).",
          SettingValues::modelNames);

  /** See the table of settings. */
  public static final Setting<String> LLM_CURRENCY =
      HERE.setting(
          "yera.llm.currency",
          "USD",
          "a word or sign of up to 20 letters",
          "What the prices of models are in.",
          SettingValues::currency);

  /** See the table of settings. */
  public static final Setting<Long> LLM_MAX_TOKENS_PER_OWNER =
      HERE.setting(
          "yera.llm.max-tokens-per-owner",
          "0",
          "a whole number of 0 or more",
          "Tokens that all sessions of one owner may use within `yera.llm.period`; 0 is no limit.",
          SettingValues::natural);

  /** See the table of settings. */
  public static final Setting<Long> LLM_MAX_TOKENS =
      HERE.setting(
          "yera.llm.max-tokens",
          "0",
          "a whole number of 0 or more",
          "Tokens that all sessions of the server may use within `yera.llm.period`; 0 is no limit.",
          SettingValues::natural);

  /** See the table of settings. */
  public static final Setting<Duration> LLM_PERIOD =
      HERE.setting(
          "yera.llm.period",
          "P1D",
          "a duration of PT1M or more, like PT1H",
          "What tokens are counted for; it begins with the first request.",
          SettingValues::period);

  /** See the table of settings. */
  public static final Setting<Integer> LLM_MAX_REQUESTS =
      HERE.count(
          "yera.llm.max-requests-per-session",
          "8",
          "Requests to models that a session may have open at once.");

  /** See the table of settings. */
  public static final Setting<Long> LLM_MAX_REQUEST_BYTES =
      HERE.size("yera.llm.max-request-bytes", "8MiB", "The largest request to a model.");

  /** See the table of settings. */
  public static final Setting<Duration> LLM_TIMEOUT =
      HERE.setting(
          "yera.llm.timeout",
          "PT5M",
          "a duration of PT1S or more, like PT30S",
          "How long a model may be silent, before its answer and within it.",
          SettingValues::patience);

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private LlmSettings() {}
}
