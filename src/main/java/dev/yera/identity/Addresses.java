package dev.yera.identity;

import dev.yera.settings.AuthSettings;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.Setting;
import dev.yera.settings.Settings;
import java.net.URI;

/** Addresses of those whose word is believed: over TLS, or on this machine. */
final class Addresses {
  private Addresses() {}

  /**
   * The address that a setting has.
   *
   * @throws BadSettingException if there is none, or everybody on the way could answer for it
   */
  static URI required(Settings settings, Setting<String> setting) {
    String text = settings.get(setting);
    try {
      URI uri = URI.create(text);
      String host = String.valueOf(uri.getHost());
      boolean local = host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
      if ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && local)) {
        return uri;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // The same words serve for both.
    }
    throw new BadSettingException(
        "%s is \"%s\": that is no address with https (http on loopback only)"
            .formatted(setting.key(), text),
        null);
  }

  /**
   * The text that a setting has.
   *
   * @throws BadSettingException if there is none
   */
  static String requiredText(Settings settings, Setting<String> setting) {
    String text = settings.get(setting);
    if (text.isEmpty()) {
      throw new BadSettingException(
          "%s is empty, and %s needs it".formatted(setting.key(), AuthSettings.AUTH.key()), null);
    }
    return text;
  }
}
