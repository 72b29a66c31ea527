package dev.yera.it;

import java.net.URL;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test outside the server, of the one that all share. */
@ExtendWith(ArquillianExtension.class)
@Tag("shared-server")
@RunAsClient
abstract class ClientTest {
  @ArquillianResource URL url;

  Server server;

  @BeforeEach
  void knowTheServer() {
    server = new Server(url.getPort(), "");
  }
}
