package dev.yera.it;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests as they go over the wire: a client library would write some headers itself. */
public final class RawHttp {
  private final InetSocketAddress address;

  /** To a server on this address. */
  public RawHttp(InetAddress address, int port) {
    this.address = new InetSocketAddress(address, port);
  }

  /** To a server on loopback. */
  public RawHttp(int port) {
    this(InetAddress.getLoopbackAddress(), port);
  }

  /** An answer; names of headers as they came. */
  public record Answer(int status, List<String> headers, String body) {
    /** The values of this header, in their order. */
    public List<String> all(String name) {
      List<String> values = new ArrayList<>();
      for (String header : headers) {
        int colon = header.indexOf(':');
        if (header.substring(0, colon).equalsIgnoreCase(name)) {
          values.add(header.substring(colon + 1).strip());
        }
      }
      return values;
    }

    /** The first value of this header, or null. */
    public String header(String name) {
      return all(name).stream().findFirst().orElse(null);
    }

    /** The value of a cookie that is set here. */
    public Optional<String> cookie(String name) {
      return all("Set-Cookie").stream()
          .filter(each -> each.startsWith(name + "="))
          .map(each -> each.substring(name.length() + 1).split(";", 2)[0])
          .findFirst();
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> json() {
      return (Map<String, Object>) Json.read(body);
    }

    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> list() {
      return (List<Map<String, Object>>) Json.read(body);
    }
  }

  /**
   * Sends a request without a body.
   *
   * @param headers lines
   */
  public Answer send(String method, String path, String... headers) {
    return send(method, path, List.of(headers), "");
  }

  /** Sends JSON. */
  public Answer post(String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: application/json");
    return send("POST", path, all, json);
  }

  /** Sends a request; it is HTTP/1.0, whose answers have no chunks. */
  public Answer send(String method, String path, List<String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("%s %s HTTP/1.0\r\n".formatted(method, path));
    headers.forEach(each -> head.append(each).append("\r\n"));
    if (bytes.length > 0) {
      head.append("Content-Length: ").append(bytes.length).append("\r\n");
    }
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(60_000);
      socket.connect(address, 60_000);
      socket
          .getOutputStream()
          .write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().write(bytes);
      return read(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request without a body, and reads of the answer its status only: it may go on. */
  public int status(String method, String path, List<String> headers) {
    StringBuilder head = new StringBuilder("%s %s HTTP/1.0\r\n".formatted(method, path));
    headers.forEach(each -> head.append(each).append("\r\n"));
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(60_000);
      socket.connect(address, 60_000);
      socket
          .getOutputStream()
          .write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
      byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(line, StandardCharsets.UTF_8).split(" ", 2)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer read(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer: " + all);
    }
    List<String> head = List.of(all.substring(0, end).split("\r\n", -1));
    int status = Integer.parseInt(head.get(0).split(" ", 3)[1]);
    return new Answer(status, head.subList(1, head.size()), all.substring(end + 4));
  }
}
