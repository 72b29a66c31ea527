package dev.yera.identity;

import dev.yera.settings.AuthSettings;
import dev.yera.settings.Settings;
import dev.yera.store.Agreed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The one {@link OidcLogin} of this server, if {@code yera.auth} has it. */
@ApplicationScoped
public class Oidc {
  private Optional<OidcLogin> login = Optional.empty();

  /** For the container's proxy. */
  protected Oidc() {}

  /** As the settings say. */
  @Inject
  public Oidc(Settings settings, Agreed agreed) {
    if (settings.get(AuthSettings.AUTH).contains("oidc")) {
      login = Optional.of(new OidcLogin(settings, agreed));
    }
  }

  Optional<OidcLogin> login() {
    return login;
  }
}
