package dev.yera.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A page of another origin, under a policy that is as strict as can be. */
final class Portal implements AutoCloseable {
  private final HttpServer http;
  private volatile String policy = "";
  private volatile String body = "";
  private final Map<String, String> scripts = new ConcurrentHashMap<>();

  Portal() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  /** Not the server's host name, so not its site either. */
  String origin() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /** What a portal has to allow: scripts and calls of the server, and nothing inline. */
  void show(String server) {
    policy =
        "default-src 'none'; style-src 'none'; script-src %1$s; connect-src %1$s; frame-src %1$s;"
                .formatted(server)
            + " require-trusted-types-for 'script'; trusted-types dompurify";
  }

  /**
   * The policy of a portal that names no hosts: its own scripts run, by a nonce, and what they
   * import.
   */
  void showByNonce(String nonce, String server) {
    policy =
        "default-src 'none'; script-src 'nonce-%1$s'; connect-src %2$s; frame-src %2$s;"
                .formatted(nonce, server)
            + " require-trusted-types-for 'script'; trusted-types dompurify";
  }

  /** No policy at all. */
  void showAnything() {
    policy = "";
  }

  /** The address of a page with this in it. */
  String page(String html) {
    body = html;
    return origin() + "/";
  }

  /** Has a script at this path, from now on. */
  void script(String path, String text) {
    scripts.put(path, text);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String script = scripts.get(exchange.getRequestURI().getPath());
    if (script != null) {
      byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/javascript;charset=UTF-8");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
      return;
    }
    String page =
        "<!doctype html><html lang=en><title>Portal</title><main><h1>Portal</h1>%s</main></html>"
            .formatted(body);
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    boolean found = exchange.getRequestURI().getPath().equals("/");
    exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    exchange.sendResponseHeaders(found ? 200 : 204, found ? bytes.length : -1);
    if (found) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
