package dev.yera.settings;

import java.util.List;
import java.util.Set;

/** Which pages may call and frame the server, and by which names. */
public final class OriginSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<Set<String>> EMBED_ORIGINS =
      HERE.setting(
          "yera.embed.origins",
          "",
          "origins like https://portal.example.org, separated by commas",
          "Other origins that may embed and call the server.",
          SettingValues::origins);

  /** See the table of settings. */
  public static final Setting<Set<String>> EMBED_FRAME_ANCESTORS =
      HERE.setting(
          "yera.embed.frame-ancestors",
          "",
          "sources like https://*.portal.example.org, separated by commas",
          "Other pages that may frame ours, and nothing else; with wildcards.",
          SettingValues::sources);

  /** See the table of settings. */
  public static final Setting<Set<String>> PUBLIC_ORIGINS =
      HERE.setting(
          "yera.public.origins",
          "",
          "origins like https://apps.example.org, separated by commas",
          "The origins under which the server is reached; other names are refused. On a loopback"
              + " listener loopback's names are always there.",
          SettingValues::origins);

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private OriginSettings() {}
}
