package dev.yera.server;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificates that the JDK of this machine trusts, as for {@code mvn} or any other program of
 * it. Payara puts a store of its own in their place when it starts, which does not know the
 * authority of a company.
 */
public final class MachineTrust {
  private static final Logger LOG = Logger.getLogger(MachineTrust.class.getName());
  private static final String STORE = "javax.net.ssl.trustStore";

  private MachineTrust() {}

  /**
   * What to use instead of the default.
   *
   * @return empty if that is the JDK's own already, or if whoever started the server chose a store
   */
  public static Optional<SSLContext> context() {
    boolean isChosen =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(each -> each.startsWith("-D" + STORE + "="));
    if (isChosen || System.getProperty(STORE) == null) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, ofTheJdk().getTrustManagers(), null);
      return Optional.of(context);
    } catch (IOException | GeneralSecurityException e) {
      LOG.log(Level.WARNING, "The JDK's trusted certificates cannot be read", e);
      return Optional.empty();
    }
  }

  /** What the JDK came with, and what was added to it. */
  static TrustManagerFactory ofTheJdk() throws IOException, GeneralSecurityException {
    Path folder = Path.of(System.getProperty("java.home"), "lib", "security");
    Path store = folder.resolve("jssecacerts");
    if (!Files.exists(store)) {
      store = folder.resolve("cacerts");
    }
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    try (InputStream in = Files.newInputStream(store)) {
      trusted.load(in, null);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory;
  }
}
