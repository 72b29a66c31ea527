package dev.yera.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * The server as its own client sees it, at one of its addresses. For one thread.
 *
 * @param path of the application, empty for the root
 * @param header which tells who calls
 * @param pass what it has to have
 */
record OwnServer(InetSocketAddress address, String path, String header, String pass) {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 10_000;

  /** Those of this server are small; of another one there may be no end. */
  private static final int LONGEST = 1 << 20;

  /** Says the address at the most. */
  @Override
  public String toString() {
    return address.toString();
  }

  /**
   * Asks for something.
   *
   * @param body JSON; null for none
   * @return what was answered, as UTF-8
   * @throws UnexpectedStatusException if that has another status
   * @throws IOException if there is no answer
   */
  String ask(String method, String what, String body, int status) throws IOException {
    HttpURLConnection connection = open(method, what);
    if (body != null) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(bytes.length);
      connection.setRequestProperty("Content-Type", "application/json");
      try (OutputStream out = connection.getOutputStream()) {
        out.write(bytes);
      }
    }
    int answered = connection.getResponseCode();
    if (answered != status) {
      connection.disconnect();
      throw new UnexpectedStatusException(method, what, answered);
    }
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    }
  }

  /** Opens a stream of events, which is to be disconnected. */
  HttpURLConnection stream(String what) throws IOException {
    HttpURLConnection connection = open("GET", what);
    connection.setRequestProperty("Accept", "text/event-stream");
    if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new UnexpectedStatusException("GET", what, connection.getResponseCode());
    }
    return connection;
  }

  private HttpURLConnection open(String method, String what) throws IOException {
    String host = address.getAddress().getHostAddress();
    URL url = new URL("http", host, address.getPort(), path + what);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(method);
    connection.setRequestProperty(header, pass);
    return connection;
  }
}
