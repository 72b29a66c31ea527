package dev.yera.identity;

import dev.yera.settings.BadSettingException;
import dev.yera.settings.ProviderSettings;
import dev.yera.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The proxies whose word counts: what a client says of itself never does. */
@ApplicationScoped
public class TrustedProxies {
  private List<Network> networks = List.of();

  /** For the container's proxy. */
  protected TrustedProxies() {}

  /** Those of {@code yera.auth.proxy.trusted}. */
  @Inject
  public TrustedProxies(Settings settings) {
    List<Network> trusted = new ArrayList<>();
    for (String each : settings.get(ProviderSettings.PROXY_TRUSTED)) {
      try {
        trusted.add(Network.parse(each));
      } catch (IllegalArgumentException e) {
        throw new BadSettingException(
            "%s has \"%s\": that is no network like 10.0.0.0/8"
                .formatted(ProviderSettings.PROXY_TRUSTED.key(), each),
            e);
      }
    }
    networks = List.copyOf(trusted);
  }

  /** Whether the request comes straight from one of them. */
  public boolean sent(HttpServletRequest request) {
    return trusts(request.getRemoteAddr());
  }

  private boolean trusts(String address) {
    try {
      InetAddress parsed = Network.address(address);
      return networks.stream().anyMatch(network -> network.contains(parsed));
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  /** A header that one of them has set; empty from everybody else. */
  Optional<String> said(HttpServletRequest request, String header) {
    return sent(request) ? Optional.ofNullable(request.getHeader(header)) : Optional.empty();
  }

  /** Where the request comes from: the last address on its way that is none of theirs. */
  String clientAddress(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    List<String> way =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(line -> Stream.of(line.split(",", -1)))
            .map(String::strip)
            .toList();
    for (int i = way.size() - 1; i >= 0 && trusts(address); i--) {
      address = way.get(i);
    }
    return address;
  }
}
