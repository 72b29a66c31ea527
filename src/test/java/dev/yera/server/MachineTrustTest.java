package dev.yera.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Whose certificates count. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class MachineTrustTest {
  private static final String STORE = "javax.net.ssl.trustStore";

  @AfterEach
  void restore() {
    System.clearProperty(STORE);
  }

  private static Set<Object> authorities(TrustManagerFactory factory) {
    TrustManager only = factory.getTrustManagers()[0];
    return Set.copyOf(Stream.of(((X509TrustManager) only).getAcceptedIssuers()).toList());
  }

  @Test
  void theDefaultIsLeftWhereNobodyReplacedIt() {
    assertThat(MachineTrust.context()).isEmpty();
  }

  @Test
  void aStoreThatTheServerPutThereDoesNotCount() throws Exception {
    TrustManagerFactory before =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    before.init((KeyStore) null);
    System.setProperty(STORE, "/nowhere/cacerts.p12");
    assertThat(MachineTrust.context()).isPresent();
    assertThat(authorities(MachineTrust.ofTheJdk())).isNotEmpty().isEqualTo(authorities(before));
  }
}
