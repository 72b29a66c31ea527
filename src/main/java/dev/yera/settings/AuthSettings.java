package dev.yera.settings;

import java.util.List;

/** How the server knows who calls, and what they may do. */
public final class AuthSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<List<String>> AUTH =
      HERE.setting(
          "yera.auth",
          "none",
          "some of none, container, proxy, jwt, oidc, separated by commas",
          "How the server knows who calls; several are asked in this order.",
          SettingValues::modes);

  /** See the table of settings. */
  public static final Setting<Boolean> AUTH_ANONYMOUS =
      HERE.setting(
          "yera.auth.anonymous",
          "false",
          "true or false",
          "Whether `none` lets nameless callers in from beyond the server's own machine.",
          SettingValues::bool);

  /** See the table of settings. */
  public static final Setting<List<String>> AUTHOR_GROUPS =
      HERE.setting(
          "yera.auth.author-groups",
          "",
          "groups separated by commas",
          "Who is an author: sees broken apps, and diagnostics and error output of own sessions.",
          SettingValues::list);

  /** See the table of settings. */
  public static final Setting<List<String>> ADMIN_GROUPS =
      HERE.setting(
          "yera.auth.admin-groups",
          "",
          "groups separated by commas",
          "Who is an admin: lists, views and ends everybody's sessions, and reads the metrics.",
          SettingValues::list);

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private AuthSettings() {}
}
