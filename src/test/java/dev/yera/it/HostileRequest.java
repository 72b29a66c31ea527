package dev.yera.it;

import static dev.yera.fuzz.Bytes.any;
import static dev.yera.fuzz.Bytes.damaged;
import static dev.yera.fuzz.Bytes.oneIn;
import static dev.yera.fuzz.Bytes.oneOf;

import dev.yera.fuzz.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;

/**
 * A request of the contract, with anything wrong in it.
 *
 * @param bytes what is sent
 * @param verb the method, if the request is sound
 * @param isSound whether it is one whole request as HTTP wants it, so that it has to be answered
 * @param needsToken whether it is sent to the deployment that lets nobody in without a login
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HostileRequest(byte[] bytes, String verb, boolean isSound, boolean needsToken) {
  /** The header that gets into an answer only if a request can write into answers. */
  static final String INJECTED = "X-Fuzz-Injected";

  static final String GUARDED = "/jwt";
  private static final String EXTENSION = ";a=\"";

  private static final List<String> VERBS =
      List.of(
          "GET",
          "GET",
          "GET",
          "GET",
          "POST",
          "POST",
          "POST",
          "DELETE",
          "HEAD",
          "PUT",
          "PATCH",
          "OPTIONS",
          "TRACE",
          "PROPFIND",
          "get",
          "CONNECT");

  private static final List<String> PATHS =
      List.of(
          "/api/apps",
          "/api/apps/{app}",
          "/api/apps/{app}",
          "/api/sessions",
          "/api/sessions",
          "/api/sessions",
          "/api/sessions/{session}",
          "/api/sessions/{session}",
          "/api/sessions/{session}/stream",
          "/api/sessions/{session}/stream",
          "/api/sessions/{session}/interactions",
          "/api/sessions/{session}/interactions",
          "/api/sessions/{session}/diagnostics",
          "/api/sessions/{session}/shares",
          "/api/sessions/{session}/shares/{any}",
          "/api/sessions/{session}/end",
          "/api/sessions/{session}/transcript",
          "/api/sessions/{session}/transcript",
          "/api/owners/{any}",
          "/api/owners/me",
          "/api/sessions/{any}",
          "/api/me",
          "/api/{any}",
          "/api",
          "/",
          "/index.html",
          "/apps/{app}",
          "/sessions/{session}",
          "/embed/apps/{app}",
          "/embed/sessions/{any}",
          "/yera-app.js",
          "/element/{any}",
          "/lib/{any}",
          "/pages/{any}",
          "/problems/malformed",
          "/problems/{any}",
          "/problems/.error",
          "/.undecodable",
          "/health",
          "/health/ready",
          "/health/live",
          "/metrics",
          "/openapi/",
          "/application.wadl",
          "/api/application.wadl",
          "/login",
          "/logout",
          "/login/{any}",
          "/WEB-INF/{any}",
          "/{any}");

  private static final List<String> APPS =
      List.of(
          "it.asks",
          "it.asks",
          "it.cat",
          "it.params",
          "it.echo-options",
          "it.all-questions",
          "it.asks-all",
          "it.missing",
          "tools.none",
          "dev.yera.examples.Echo.echo",
          "a..b",
          ".",
          "-");

  /** For paths, queries and values of headers. */
  private static final List<String> WORDS =
      List.of(
          "%zz",
          "%",
          "%2",
          "%00",
          "%0d%0a" + INJECTED + ":%201",
          "%0a",
          "%2e%2e",
          "%2f",
          "%5c",
          "%ff",
          "%c0%ae",
          "%ed%a0%80",
          "%25",
          "%E2%80%A8",
          "..",
          "../",
          "./",
          "//",
          "\\",
          ";a=b",
          ";jsessionid=1",
          "?",
          "#",
          "&",
          "=",
          "+",
          "*",
          "{",
          "}",
          "|",
          "^",
          "\"",
          "'",
          "<script>",
          "\0",
          "\t",
          "\u007f",
          "\u0080",
          "\u00ff",
          "\u00c3\u00a4",
          "\u00f0\u009f\u0099\u0082",
          " ",
          "\r\n" + INJECTED + ": 1",
          "\r" + INJECTED + ": 1",
          "\n" + INJECTED + ": 1",
          "${jndi:x}",
          "-1",
          "0",
          "18446744073709551616",
          "1e9",
          "a,b",
          "\r\n",
          "\n",
          "\r\n\r\n",
          ":",
          "q=zz");

  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key",
          "Idempotency-Key",
          "Last-Event-ID",
          "Last-Event-ID",
          "Cookie",
          "Cookie",
          "Authorization",
          "Origin",
          "Sec-Fetch-Site",
          "Accept",
          "Accept",
          "Accept",
          "Accept-Language",
          "Accept-Charset",
          "Accept-Encoding",
          "Range",
          "If-None-Match",
          "If-Modified-Since",
          "If-Match",
          "Upgrade",
          "Content-Encoding",
          "Content-Language",
          "Content-Type",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "Forwarded",
          "Via",
          "Proxy-Authorization",
          "X-HTTP-Method-Override",
          "X-User",
          "X-Groups",
          "Referer",
          "User-Agent",
          "TE",
          "Trailer",
          "Access-Control-Request-Method",
          "X-Powered-By",
          "Date",
          "Max-Forwards",
          "HTTP2-Settings",
          "Sec-WebSocket-Key",
          "Cache-Control",
          "Proxy-jroute",
          "Proxy-ssl-id",
          "Proxy-auth-cert",
          "X-Real-IP");

  private static final List<String> VALUES =
      List.of(
          "",
          "1",
          "0",
          "key",
          "yera_visitor=AAAAAAAAAAAAAAAAAAAAAA",
          "yera_visitor=\"x",
          "$Version=1; yera_visitor=x; $Path=/",
          "yera_login=x; JSESSIONID=y",
          "Bearer x.y.z",
          "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
          "Share abc",
          "Basic YTpi",
          "Negotiate",
          "null",
          "http://evil.example",
          "http://localhost",
          "cross-site",
          "text/html",
          "*/*",
          "application/json",
          "text/event-stream",
          "application/json;q=0",
          "text/*;level=1",
          "/",
          "a/b/c",
          "bytes=0-1",
          "bytes=5-2,1-1",
          "\"etag\"",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "gzip",
          "identity",
          "h2c",
          "websocket",
          "de-DE,de;q=0.5",
          "de;q=a",
          "x-y-z-1-2-3",
          "utf-8;q=1, *;q=0",
          "application/json; charset=bogus",
          "application/json; charset=utf-16",
          "multipart/form-data; boundary=",
          "application/x-www-form-urlencoded",
          "127.0.0.1",
          "for=\"[::1]\";proto=https",
          "DELETE",
          "trailers");

  private static final List<String> JSON =
      List.of(
          "{\"app_id\":\"it.asks\"}",
          "{\"app_id\":\"it.cat\",\"args\":[]}",
          "{\"app_id\":\"it.params\",\"kwargs\":{\"s\":\"x\",\"i\":\"5\",\"l\":[1,2],\"e\":\"y\"}}",
          "{\"app_id\":\"it.params\",\"args\":[\"\\u0000\",1e400,null,[],{}]}",
          "{\"app_id\":\"it.echo-options\",\"args\":[\"--x\"]}",
          "{\"app_id\":\"it.nothing\\r\\n" + INJECTED + ": 1\"}",
          "{\"app_id\":\"it.asks\",\"args\":{},\"kwargs\":[]}",
          "{\"blockId\":\"b\",\"value\":\"x\",\"blockType\":\"text_input\"}",
          "{\"blockId\":\"\\ud800\",\"value\":{\"a\":[1]},\"blockType\":\"form\"}",
          "{\"may\":\"view\",\"expires_in\":\"PT1H\"}",
          "{\"may\":\"answer\",\"expires_in\":\"P99999999999D\"}",
          "{\"may\":\"view\",\"expires_in\":1}",
          "[]",
          "null",
          "\"\"",
          "");

  private static final List<String> JSON_WORDS =
      List.of(
          "\"",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "null",
          "true",
          "1e999999999",
          "NaN",
          "-",
          "\\u0000",
          "\\ud800",
          "\u00ff",
          "\0",
          "\u00ef\u00bb\u00bf",
          "\\r\\n" + INJECTED + ": 1",
          "\"app_id\":\"it.asks\",",
          "\"args\":[],",
          "\"kwargs\":{},",
          "\"__proto__\":1,");

  /** Bodies that are right, for the paths that take them. */
  private static final List<Call> CALLS =
      List.of(
          new Call("POST", "/api/sessions", "{\"app_id\":\"it.cat\"}"),
          new Call(
              "POST",
              "/api/sessions",
              "{\"app_id\":\"it.params\",\"kwargs\":{\"s\":{value},\"i\":7,\"d\":\"2026-11-22\"}}"),
          new Call("POST", "/api/sessions", "{\"app_id\":\"it.params\",\"args\":[\"s\",{value}]}"),
          new Call("PATCH", "/api/sessions/{session}", "{\"title\":{value},\"pinned\":{value}}"),
          new Call("PATCH", "/api/sessions/{session}", "{\"title\":\"a title\"}"),
          new Call("POST", "/api/sessions/{session}/shares", "{\"may\":\"view\"}"),
          new Call("GET", "/api/sessions/{session}/stream?last_event_id=5&viewer={any}", ""),
          new Call("GET", "/api/sessions/{session}/transcript?format=markdown", ""),
          new Call("GET", "/api/sessions?q={any}&status=running&limit=5", ""));

  /** What text inputs, sliders, date pickers and forms take, and nearly take. */
  private static final List<String> ANSWERS =
      List.of(
          "\"x\"",
          "\"\"",
          "\"a\"",
          "\"b\"",
          "5",
          "9",
          "1",
          "5.0",
          "5e0",
          "0.5",
          "1e-400",
          "1e400",
          "-0",
          "123456789012345678901234567890",
          "\"2026-11-22\"",
          "\"2026-02-30\"",
          "\"+999999999-12-31\"",
          "null",
          "true",
          "[]",
          "{}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\r\\n{}\\n\"");

  /** A verb with its path, and a body that is right if each {@code {value}} in it is. */
  private record Call(String verb, String path, String body) {}

  /** A question that waits, or waited, for an answer: where, its block, and its kind. */
  record Question(String session, String block, String type) {
    private String right(Random random) {
      return switch (type) {
        case "buttons" -> oneOf(random, List.of("\"a\"", "\"b\""));
        case "slider" -> oneOf(random, List.of("1", "5", "9.0", "8e0"));
        case "date_picker" -> "\"2026-11-2" + random.nextInt(10) + '"';
        case "form" -> {
          String number = block.substring("form".length());
          yield "{\"field%s\":%s,\"number%s\":%s}"
              .formatted(number, oneOf(random, ANSWERS), number, oneOf(random, ANSWERS));
        }
        default -> '"' + oneOf(random, JSON_TEXTS) + '"';
      };
    }

    Call answer(Random random) {
      String body =
          "{\"blockId\":\"%s\",\"value\":%s,\"blockType\":\"%s\"}"
              .formatted(block, oneIn(4, random) ? oneOf(random, ANSWERS) : right(random), type);
      return new Call("POST", "/api/sessions/" + session + "/interactions", body);
    }
  }

  private static final List<String> JSON_TEXTS =
      List.of(
          "", "x", "\\u0000", "\\ud800", "\\udc00\\ud800", "a\\r\\nb", "\\u2028", "\u00c3\u00a4");

  /** What is asked of it: sessions and questions that are there, and the port. */
  interface World {
    String session(Random random);

    Question question(Random random);

    int port();
  }

  static HostileRequest make(Random random, World world) {
    Built one = build(random, world);
    if (oneIn(12, random)) {
      ByteArrayOutputStream several = new ByteArrayOutputStream();
      several.writeBytes(one.bytes);
      for (int i = random.nextInt(3); i >= 0; i--) {
        several.writeBytes(build(random, world).bytes);
      }
      return new HostileRequest(several.toByteArray(), one.verb, false, false);
    }
    if (oneIn(8, random)) {
      return new HostileRequest(damaged(one.bytes, random, WORDS), one.verb, false, one.guarded);
    }
    if (oneIn(20, random)) {
      byte[] cut = Arrays.copyOf(one.bytes, random.nextInt(one.bytes.length));
      return new HostileRequest(cut, one.verb, false, one.guarded);
    }
    if (oneIn(60, random)) {
      return new HostileRequest(any(random, 400), "GET", false, false);
    }
    return new HostileRequest(one.bytes, one.verb, one.isSound, one.guarded);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Built(byte[] bytes, String verb, boolean isSound, boolean guarded) {}

  private static Built build(Random random, World world) {
    boolean sound = true;
    Call call = call(random, world);
    String verb = call.verb;
    boolean guarded = oneIn(10, random);
    String target = (guarded ? GUARDED : "") + filled(call.path, random, world);
    if (!call.path.contains("?")) {
      target += query(random, world);
    }
    if (!oneIn(8, random)) {
      // Else most would not come past the container's parser.
      target = target.replaceAll("[\\x00- \\x7f]", "%20");
    }
    if (oneIn(25, random)) {
      sound = false;
      target =
          oneOf(
              random,
              List.of(
                  "http://127.0.0.1:" + world.port() + target,
                  "http://evil.example" + target,
                  "*",
                  "127.0.0.1:80",
                  "",
                  "/" + target,
                  "http://",
                  "http://[::1" + target));
    }
    String version = "HTTP/1.1";
    if (oneIn(15, random)) {
      sound = false;
      version = oneOf(random, List.of("HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1 x", "", "X/1"));
    }
    List<String> lines = new ArrayList<>();
    String host = "127.0.0.1:" + world.port();
    if (oneIn(20, random)) {
      sound = false;
      host =
          oneOf(
              random, List.of("evil.example", "", "localhost", "[::1]:1", "a b", hostile(random)));
      if (oneIn(3, random)) {
        lines.add("Host: localhost");
      }
    }
    if (!oneIn(40, random)) {
      lines.add("Host: " + host);
    } else {
      sound = false;
    }
    for (int i = oneIn(2, random) ? 0 : random.nextInt(5); i > 0; i--) {
      String name = oneOf(random, HEADERS);
      String value = oneIn(2, random) ? oneOf(random, VALUES) : hostile(random);
      lines.add(name + ": " + value);
      sound &= !name.equals("Upgrade") && isText(value);
      if (oneIn(10, random)) {
        lines.add(name + ": " + oneOf(random, VALUES));
      }
    }
    if (guarded) {
      // No header of these may let anybody in.
      lines.add(
          "Authorization: " + oneOf(random, List.of("Bearer ", "bearer", "Share x", "Bearer x")));
    }
    if (oneIn(2, random)) {
      lines.add("Connection: close");
    }
    boolean hasBody = !call.body.isEmpty() || oneIn(12, random);
    byte[] body = {};
    if (hasBody) {
      if (!oneIn(10, random)) {
        lines.add("Content-Type: application/json");
      }
      body = call.body.isEmpty() ? body(random) : Bytes.of(call.body);
      if (oneIn(6, random)) {
        body = damaged(body, random, JSON_WORDS);
      }
      if (oneIn(4, random)) {
        boolean wrong = oneIn(3, random);
        sound &= !wrong;
        lines.add(
            "Transfer-Encoding: "
                + (oneIn(15, random)
                    ? oneOf(random, List.of("gzip", "chunked, x", "CHUNKED"))
                    : "chunked"));
        sound &= lines.get(lines.size() - 1).endsWith(" chunked");
        body = chunked(body, random, wrong);
        // Payara takes no extension of a chunk.
        sound &= !new String(body, StandardCharsets.ISO_8859_1).contains(EXTENSION);
        if (oneIn(10, random)) {
          lines.add("Content-Length: " + body.length);
          sound = false;
        }
      } else if (oneIn(6, random)) {
        sound = false;
        lines.add(
            "Content-Length: "
                + oneOf(
                    random,
                    List.of(
                        String.valueOf(body.length + 5),
                        String.valueOf(body.length / 2),
                        "-1",
                        "+5",
                        "0x5",
                        "99999999999999999999",
                        "",
                        "5, 5",
                        "1073741824")));
        if (oneIn(3, random)) {
          lines.add("Content-Length: " + body.length);
        }
      } else {
        lines.add("Content-Length: " + body.length);
      }
    }
    sound &= isText(target.replace(" ", "\n"));
    if (verb.equals("CONNECT")) {
      sound = false;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(Bytes.of(verb + " " + target + " " + version + "\r\n"));
    lines.forEach(line -> all.writeBytes(Bytes.of(line + "\r\n")));
    all.writeBytes(Bytes.of("\r\n"));
    all.writeBytes(body);
    // A long head is refused by the server before it is read to its end.
    sound &= all.size() - body.length < 6000;
    return new Built(all.toByteArray(), verb, sound, guarded);
  }

  /** A right one, an answer to a question, or any verb with any path and any body. */
  private static Call call(Random random, World world) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> world.question(random).answer(random);
      case 3, 4 -> {
        Call right = oneOf(random, CALLS);
        String body = right.body;
        while (body.contains("{value}")) {
          body = body.replaceFirst("\\{value}", Matcher.quoteReplacement(oneOf(random, ANSWERS)));
        }
        yield new Call(right.verb, right.path, body);
      }
      default -> {
        String verb = oneOf(random, VERBS);
        boolean writes = verb.equals("POST") || verb.equals("PUT");
        String body = writes ? new String(body(random), StandardCharsets.ISO_8859_1) : "";
        yield new Call(verb, oneOf(random, PATHS), body);
      }
    };
  }

  private static boolean isText(String value) {
    return value.chars().allMatch(c -> c >= ' ' && c != 0x7f);
  }

  private static String hostile(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(oneIn(3, random) ? oneOf(random, VALUES) : oneOf(random, WORDS));
    }
    if (oneIn(15, random)) {
      text.append(
          oneOf(random, List.of("a", "%41", "a.", "../", "=;", ",", "%c3%a4"))
              .repeat(random.nextInt(2500)));
    }
    return text.toString();
  }

  private static String filled(String path, Random random, World world) {
    String filled = path;
    if (filled.contains("{session}")) {
      String session = oneIn(4, random) ? hostile(random) : world.session(random);
      filled = filled.replace("{session}", session);
    }
    if (filled.contains("{app}")) {
      filled = filled.replace("{app}", oneIn(3, random) ? hostile(random) : oneOf(random, APPS));
    }
    if (filled.contains("{any}")) {
      filled = filled.replace("{any}", hostile(random));
    }
    return filled;
  }

  private static String query(Random random, World world) {
    if (!oneIn(3, random)) {
      return "";
    }
    String name =
        oneOf(
            random,
            List.of(
                "broken",
                "owner",
                "last_event_id",
                "viewer",
                "share",
                "format",
                "code",
                "state",
                "limit",
                "cursor",
                "q",
                "token",
                hostile(random)));
    String value =
        oneIn(3, random)
            ? oneOf(random, List.of("true", "*", "0", "1", world.session(random)))
            : hostile(random);
    return "?" + name + "=" + value + (oneIn(8, random) ? "&" + name + "=" + hostile(random) : "");
  }

  private static byte[] body(Random random) {
    byte[] json = Bytes.of(oneOf(random, JSON));
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> json;
      case 5, 6, 7 -> damaged(json, random, JSON_WORDS);
      case 8 -> any(random, 300);
      default ->
          Bytes.of(
              switch (random.nextInt(5)) {
                case 0 -> "[".repeat(random.nextInt(3000));
                case 1 -> "{\"" + random.nextLong() + "k".repeat(random.nextInt(200_000)) + "\":1}";
                case 2 -> "{\"app_id\":\"" + "a.".repeat(random.nextInt(100_000)) + "\"}";
                case 3 -> "{\"a\":".repeat(random.nextInt(2000));
                default -> "{\"app_id\":\"it.asks\",\"args\":[" + "1,".repeat(2000) + "1]}";
              });
    };
  }

  private static byte[] chunked(byte[] body, Random random, boolean wrong) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int at = 0; at < body.length; ) {
      int length = Math.min(body.length - at, random.nextInt(20_000) + 1);
      String size = Integer.toHexString(length);
      if (wrong && oneIn(2, random)) {
        size =
            oneOf(
                random,
                List.of(
                    "-1",
                    "zz",
                    "",
                    "ffffffff",
                    "FFFFFFFFFFFFFFFFFF",
                    size + "0",
                    "0x" + size,
                    size + " ",
                    " " + size,
                    "1"));
      }
      String extension =
          oneIn(10, random) ? EXTENSION + "b".repeat(random.nextInt(300)) + "\"" : "";
      all.writeBytes(Bytes.of(size + extension + "\r\n"));
      all.write(body, at, length);
      all.writeBytes(Bytes.of(wrong && oneIn(4, random) ? "" : "\r\n"));
      at += length;
    }
    all.writeBytes(Bytes.of("0\r\n"));
    if (oneIn(8, random)) {
      all.writeBytes(Bytes.of(INJECTED + ": 1\r\nHost: evil.example\r\n"));
    }
    all.writeBytes(Bytes.of("\r\n"));
    return all.toByteArray();
  }
}
