package dev.yera.settings;

import java.util.List;

/** Who says who calls: a proxy, an issuer of tokens, a provider of logins. */
public final class ProviderSettings {
  private static final Declarations HERE = new Declarations();

  /** See the table of settings. */
  public static final Setting<String> PROXY_USER_HEADER =
      HERE.text(
          "yera.auth.proxy.user-header",
          "X-Forwarded-User",
          "the name of a header",
          "Where a trusted proxy says who calls.");

  /** See the table of settings. */
  public static final Setting<String> PROXY_GROUPS_HEADER =
      HERE.text(
          "yera.auth.proxy.groups-header",
          "X-Forwarded-Groups",
          "the name of a header",
          "Where a trusted proxy says which groups, separated by commas, the caller is in.");

  /** See the table of settings. */
  public static final Setting<List<String>> PROXY_TRUSTED =
      HERE.setting(
          "yera.auth.proxy.trusted",
          "",
          "networks like 10.0.0.0/8, separated by commas",
          "Whose `X-Forwarded-…` and user headers count.",
          SettingValues::list);

  /** See the table of settings. */
  public static final Setting<String> PROXY_SECRET_HEADER =
      HERE.text(
          "yera.auth.proxy.secret-header",
          "",
          "the name of a header",
          "Where a trusted proxy shows that it is one; empty for no such proof.");

  /** See the table of settings. */
  public static final Setting<String> PROXY_SECRET =
      HERE.text("yera.auth.proxy.secret", "", "a text", "What it shows there.");

  /** See the table of settings. */
  public static final Setting<String> PROXY_SECRET_FILE =
      HERE.text("yera.auth.proxy.secret-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<String> JWT_ISSUER =
      HERE.text("yera.auth.jwt.issuer", "", "an address", "Whose tokens count.");

  /** See the table of settings. */
  public static final Setting<String> JWT_AUDIENCE =
      HERE.text("yera.auth.jwt.audience", "", "a text", "What has to be in the `aud` of a token.");

  /** See the table of settings. */
  public static final Setting<String> JWT_CLIENT_ID =
      HERE.text(
          "yera.auth.jwt.client-id",
          "",
          "a text",
          "What has to be the `client_id` or `azp` of a token; one of this and the audience is"
              + " needed.");

  /** See the table of settings. */
  public static final Setting<String> JWT_JWKS_URI =
      HERE.text(
          "yera.auth.jwt.jwks-uri",
          "",
          "an address",
          "Where the issuer's keys are; empty: the issuer's metadata say it.");

  /** See the table of settings. */
  public static final Setting<String> JWT_GROUPS_CLAIM =
      HERE.text(
          "yera.auth.jwt.groups-claim", "groups", "the name of a claim", "The caller's groups.");

  /** See the table of settings. */
  public static final Setting<String> JWT_NAME_CLAIM =
      HERE.text(
          "yera.auth.jwt.name-claim",
          "name",
          "the name of a claim",
          "What people call the caller.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_ISSUER =
      HERE.text("yera.auth.oidc.issuer", "", "an address", "The OpenID provider.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_CLIENT_ID =
      HERE.text("yera.auth.oidc.client-id", "", "a text", "What the provider calls this server.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_CLIENT_SECRET =
      HERE.text(
          "yera.auth.oidc.client-secret",
          "",
          "a text",
          "What the provider knows this server by; logins are sealed with a key made of it."
              + " Without one they end with the server.");

  /** See the table of settings. */
  public static final Setting<String> OIDC_CLIENT_SECRET_FILE =
      HERE.text(
          "yera.auth.oidc.client-secret-file", "", "a file", "The file that has it, instead.");

  /** See the table of settings. */
  public static final Setting<List<String>> OIDC_SCOPES =
      HERE.setting(
          "yera.auth.oidc.scopes",
          "openid profile",
          "words separated by spaces, `openid` among them",
          "What the provider is asked for.",
          SettingValues::scopes);

  /** See the table of settings. */
  public static final Setting<String> OIDC_GROUPS_CLAIM =
      HERE.text(
          "yera.auth.oidc.groups-claim", "groups", "the name of a claim", "The caller's groups.");

  /** All of them, in the order of the documentation. */
  static final List<Setting<?>> ALL = HERE.all();

  private ProviderSettings() {}
}
