package dev.yera;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that nobody has signed, for servers of tests and who trusts them. */
public final class OwnCertificate {
  private static final char[] PASSWORD = "password".toCharArray();

  private OwnCertificate() {}

  /**
   * Has it, and trusts it.
   *
   * @param folder a private one, for its file
   */
  public static SSLContext in(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String genkeypair =
        " -genkeypair -alias own -keyalg EC -dname CN=localhost -ext san=dns:localhost"
            + " -storetype PKCS12 -storepass password -keystore ";
    List<String> command = List.of((keytool + genkeypair + store).split(" "));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      own.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(own);
    SSLContext trusted = SSLContext.getInstance("TLS");
    trusted.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return trusted;
  }
}
