package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.yera.event.json.Json;
import io.github.classgraph.AnnotationInfo;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets what: every path and verb, for every kind of caller. What is not in the table fails the
 * test, so that nothing new comes in without an answer to the question whose it is. The page on
 * security has the same table.
 */
@OwnServer
class OwnershipMatrixIT {
  /**
   * The session is that of a user, in a server that asks who calls ("author": of one who is an
   * author; "visitor": where visitors are let in, too). An answer to a session that was not started
   * is 409 to whom it is allowed. (A servlet without GET says 400 to HTTP/1.0.)
   */
  static final String TABLE =
      """
                                           owner author other nameless visitor view answer expired revoked admin
      GET /api/apps                        200   200    200   401      200     404  404    404     404     200
      GET /api/apps?broken=true            403   200    403   401      403     404  404    404     404     403
      GET /api/apps/{app_id}               200   200    200   401      200     404  404    404     404     200
      POST /api/sessions                   201   201    201   401      201     404  404    404     404     201
      GET /api/sessions                    200   200    200   401      200     404  404    404     404     200
      GET /api/sessions?owner=*            403   403    403   401      403     404  404    404     404     200
      GET /api/sessions?owner={owner}      403   403    403   401      403     404  404    404     404     200
      GET /api/sessions/{id}               200   200    404   401      404     200  200    404     404     200
      DELETE /api/sessions/{id}            204   204    404   401      404     404  404    404     404     204
      POST /api/sessions/{id}/end          202   202    404   401      404     404  202    404     404     202
      PATCH /api/sessions/{id}             200   200    404   401      404     404  404    404     404     200
      GET /api/sessions/{id}/transcript    200   200    404   401      404     200  200    404     404     200
      DELETE /api/owners/{owner}           204   204    403   401      403     404  404    404     404     204
      GET /api/sessions/{id}/stream        200   200    404   401      404     200  200    404     404     200
      POST /api/sessions/{id}/fork         201   201    404   401      404     404  404    404     404     403
      POST /api/sessions/{id}/interrupt    409   409    404   401      404     404  409    404     404     403
      POST /api/sessions/{id}/terminal     409   409    404   401      404     404  409    404     404     403
      POST /api/sessions/{id}/feedback     409   409    404   401      404     404  409    404     404     403
      GET /api/apps/{app_id}/feedback      403   200    403   401      403     404  404    404     404     403
      POST /api/sessions/{id}/files        201   201    404   401      404     404  201    404     404     403
      GET /api/sessions/{id}/files/{file_id} 200 200    404   401      404     200  200    404     404     200
      GET /api/stream?session={id}         200   200    404   401      404     404  404    404     404     200
      POST /api/sessions/{id}/interactions 409   409    404   401      404     404  409    404     404     403
      GET /api/sessions/{id}/interactions  200   200    404   401      404     404  404    404     404     200
      GET /api/sessions/{id}/diagnostics   403   200    404   401      404     404  404    404     404     200
      POST /api/sessions/{id}/shares       201   201    404   401      404     404  404    404     404     403
      GET /api/sessions/{id}/shares        200   200    404   401      404     404  404    404     404     403
      DELETE /api/sessions/{id}/shares/{share_id} 204 204 404 401      404     404  404    404     404     403
      GET /api/me                          200   200    200   401      200     200  200    404     404     200
      GET /api/nodes                       403   403    403   401      403     404  404    404     404     200
      GET /api/admin                       403   403    403   401      403     404  404    404     404     200
      GET /api/admin/events                403   403    403   401      403     404  404    404     404     200
      GET /api/metrics                     200   200    200   200      200     200  200    200     200     200
      GET /api/audit                       403   403    403   401      403     404  404    404     404     200
      GET /api/support                     403   403    403   401      403     404  404    404     404     200
      GET /api/openapi                     200   200    200   401      200     404  404    404     404     200
      POST /api/nodes/me/drain             403   403    403   401      403     404  404    404     404     409
      GET /*                               200   200    200   401      200     401  401    401     401     200
      GET /admin                           403   403    403   401      403     401  401    401     401     200
      GET /apps/*                          200   200    200   401      200     401  401    401     401     200
      GET /sessions/*                      404   404    404   401      404     401  401    401     401     404
      GET /sessions/*?shared               200   200    200   200      200     200  200    200     200     200
      GET /embed/*                         200   200    200   200      200     200  200    200     200     200
      GET /bundle/*                        404   404    404   404      404     404  404    404     404     404
      GET /login/*                         404   404    404   404      404     404  404    404     404     404
      GET /logout/*                        404   404    404   404      404     404  404    404     404     404
      POST /logout/*                       404   404    404   404      404     404  404    404     404     404
      GET /problems/*                      200   200    200   200      200     200  200    200     200     200
      GET /problems/.error                 404   404    404   404      404     404  404    404     404     404
      GET /.farewell                       400   400    400   401      400     401  401    401     401     400
      GET /.undecodable                    400   400    400   401      400     401  401    401     401     400
      """;

  /** The pages of what is there for some, and of what is not there at all. */
  private static final String PAGES =
      """
                                           owner author other nameless visitor view answer expired revoked admin
      GET /sessions/{id}                   200   200    404   401      404     401  401    401     401     200
      GET /sessions/no-such-session        404   404    404   401      404     401  401    401     401     404
      GET /sessions/7d1f1b4e-6f0c-4d7e-9a44-0e6f2e1a9b11 404 404 404 401 404   401  401    401     401     404
      GET /apps/{app_id}                   200   200    200   401      200     401  401    401     401     200
      GET /apps/it.no-such-app             404   404    404   401      404     401  401    401     401     404
      GET /internal/sessions/{id}          404   404    404   404      404     404  404    404     404     404
      POST /internal/sessions              404   404    404   404      404     404  404    404     404     404
      """;

  /** What the container serves beside the application, at its root only. */
  private static final String CONTAINER =
      """
                                           owner author other nameless view answer expired revoked admin
      GET /metrics                         403   403    403   401      401  401    401     401     200
      GET /openapi/                        403   403    403   401      401  401    401     401     200
      GET /health/ready                    200   200    200   200      200  200    200     200     200
      """;

  /** The session is a visitor's: it is of whoever knows its id. */
  private static final String NAMELESS =
      """
                                           visitor other author view answer admin
      GET /api/sessions/{id}               200     200   200    200  200    200
      DELETE /api/sessions/{id}            204     204   204    404  404    204
      POST /api/sessions/{id}/end          202     202   202    404  202    202
      PATCH /api/sessions/{id}             200     200   200    404  404    200
      GET /api/sessions/{id}/transcript    200     200   200    200  200    200
      GET /sessions/{id}                   200     200   200    200  200    200
      GET /api/sessions/{id}/stream        200     200   200    200  200    200
      POST /api/sessions/{id}/fork         201     201   201    404  404    201
      POST /api/sessions/{id}/interrupt    409     409   409    404  409    409
      POST /api/sessions/{id}/terminal     409     409   409    404  409    409
      POST /api/sessions/{id}/feedback     409     409   409    404  409    409
      POST /api/sessions/{id}/files        201     201   201    404  201    201
      GET /api/sessions/{id}/files/{file_id} 200   200   200    200  200    200
      GET /api/stream?session={id}         200     200   200    404  404    200
      POST /api/sessions/{id}/interactions 409     409   409    404  409    409
      GET /api/sessions/{id}/interactions  200     200   200    404  404    200
      GET /api/sessions/{id}/diagnostics   403     403   200    404  404    200
      POST /api/sessions/{id}/shares       201     201   201    404  404    201
      """;

  private static final String APPS = "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\n";
  private static final String PROXY =
      """
      yera.auth.proxy.trusted=127.0.0.0/8
      yera.metrics.token=the-metrics-token
      yera.auth.author-groups=authors
      yera.auth.admin-groups=admins
      """;

  private enum Who {
    OWNER("ann", ""),
    AUTHOR("eve", "authors"),
    OTHER("bob", "users"),
    NAMELESS("", ""),
    VISITOR("", ""),
    VIEW("", ""),
    ANSWER("", ""),
    EXPIRED("", ""),
    REVOKED("", ""),
    ADMIN("joe", "admins");

    final String name;
    final String groups;

    Who(String name, String groups) {
      this.name = name;
      this.groups = groups;
    }

    List<String> headers() {
      return name.isEmpty()
          ? List.of()
          : List.of("X-Forwarded-User: " + name, "X-Forwarded-Groups: " + groups);
    }

    boolean isShare() {
      return this == VIEW || this == ANSWER || this == EXPIRED || this == REVOKED;
    }
  }

  private record Row(String verb, String path, Map<Who, Integer> statuses) {
    static List<Row> of(String table) {
      List<String> lines = table.lines().toList();
      List<Who> columns =
          Stream.of(lines.get(0).strip().split("\\s+", -1))
              .map(name -> Who.valueOf(name.toUpperCase(Locale.ROOT)))
              .toList();
      return lines.stream().skip(1).map(line -> of(line, columns)).toList();
    }

    private static Row of(String line, List<Who> columns) {
      String[] words = line.strip().split("\\s+", -1);
      Map<Who, Integer> statuses = new EnumMap<>(Who.class);
      for (int i = 0; i < columns.size(); i++) {
        statuses.put(columns.get(i), Integer.valueOf(words[i + 2]));
      }
      return new Row(words[0], words[1], statuses);
    }

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  private static PayaraProcess payara;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put(
        "/mixed", APPS + PROXY + "yera.auth=proxy,none\nyera.sessions.max-per-visitor=100\n");
    contexts.put("/", APPS + PROXY + "yera.auth=proxy\n");
    payara = PayaraProcess.with("matrix", contexts, InetAddress.getLoopbackAddress());
    http = new RawHttp(payara.port());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
  }

  static List<Row> rows() {
    return Row.of(TABLE);
  }

  static List<Row> pageRows() {
    return Row.of(PAGES);
  }

  static List<Row> containerRows() {
    return Row.of(CONTAINER);
  }

  static List<Row> namelessRows() {
    return Row.of(NAMELESS);
  }

  @Test
  void everyResourceIsInTheTable() {
    Set<String> inTable = new TreeSet<>();
    rows().forEach(row -> inTable.add(row.verb() + " " + row.path().split("\\?", 2)[0]));
    assertThat(inTable).isEqualTo(resources());
  }

  /** What the application serves, as its classes say. */
  static Set<String> resources() {
    Set<String> all = new TreeSet<>();
    try (ScanResult scan =
        new ClassGraph()
            .acceptPackages("dev.yera")
            .enableAnnotationInfo()
            .enableMethodInfo()
            .ignoreMethodVisibility() // those of servlets are protected
            .scan()) {
      for (ClassInfo type : scan.getClassesWithAnnotation(Path.class)) {
        for (MethodInfo method : type.getDeclaredMethodInfo()) {
          for (Class<? extends Annotation> verb :
              List.of(GET.class, POST.class, PUT.class, PATCH.class, DELETE.class)) {
            if (method.hasAnnotation(verb)) {
              String below =
                  method.hasAnnotation(Path.class)
                      ? "/" + path(method.getAnnotationInfo(Path.class))
                      : "";
              all.add(
                  verb.getSimpleName()
                      + " /api/"
                      + path(type.getAnnotationInfo(Path.class))
                      + below);
            }
          }
        }
      }
      for (ClassInfo type : scan.getClassesWithAnnotation(WebServlet.class)) {
        WebServlet servlet = type.loadClass().getAnnotation(WebServlet.class);
        for (String verb : verbs(type)) {
          Stream.of(servlet.value(), servlet.urlPatterns())
              .flatMap(Stream::of)
              .forEach(pattern -> all.add(verb + " " + pattern));
        }
      }
    }
    return all;
  }

  /** What a servlet has an answer to; GET stands for all of one that does not tell them apart. */
  private static Set<String> verbs(ClassInfo servlet) {
    Set<String> verbs = new TreeSet<>();
    for (MethodInfo method : servlet.getDeclaredMethodInfo()) {
      if (method.getName().matches("do(Get|Post|Put|Delete)")) {
        verbs.add(method.getName().substring(2).toUpperCase(Locale.ROOT));
      }
    }
    return verbs.isEmpty() ? Set.of("GET") : verbs;
  }

  private static String path(AnnotationInfo annotation) {
    return (String) annotation.getParameterValues().getValue("value");
  }

  @ParameterizedTest
  @MethodSource({"rows", "pageRows"})
  void aUsersSession(Row row) {
    Map<Who, Integer> statuses = new EnumMap<>(Who.class);
    for (Who who : row.statuses().keySet()) {
      String context = who == Who.VISITOR ? "/mixed" : "";
      Who owner = who == Who.AUTHOR ? Who.AUTHOR : Who.OWNER;
      statuses.put(who, status(row, who, context, owner.headers()));
    }
    assertThat(statuses).isEqualTo(row.statuses());
  }

  @ParameterizedTest
  @MethodSource("containerRows")
  void theContainersOwn(Row row) {
    Map<Who, Integer> statuses = new EnumMap<>(Who.class);
    for (Who who : row.statuses().keySet()) {
      statuses.put(who, status(row, who, "", Who.OWNER.headers()));
    }
    assertThat(statuses).isEqualTo(row.statuses());
  }

  /** From the machine itself they are for all, as the table has it. */
  @Test
  void metricsAreForAdminsAndForTheTokenFromElsewhere() throws IOException {
    Map<Who, Integer> statuses = new EnumMap<>(Who.class);
    for (Who who : List.of(Who.OWNER, Who.AUTHOR, Who.NAMELESS, Who.ADMIN)) {
      statuses.put(who, metrics(who.headers().toArray(String[]::new)));
    }
    assertThat(statuses)
        .isEqualTo(Map.of(Who.OWNER, 403, Who.AUTHOR, 403, Who.NAMELESS, 401, Who.ADMIN, 200));
    String token = "Authorization: Bearer the-metrics-token";
    assertThat(metrics(token)).isEqualTo(200);
    assertThat(metrics(token.replace("Bearer", "bearer"))).isEqualTo(200);
    assertThat(metrics(token + "x")).isEqualTo(401);
    assertThat(metrics(token.replace("-token", ""))).isEqualTo(401);
    assertThat(metrics("Authorization: Bearer ")).isEqualTo(401);
    assertThat(metrics(token, "Authorization: Bearer other")).isEqualTo(401);
    assertThat(
            send("GET", "/api/metrics?token=the-metrics-token", List.of("Via: 1.1 far")).status())
        .isEqualTo(401);
    // It opens nothing else, however it is written.
    for (String path : List.of("/api/apps", "/api/metrics/", "/api/metrics;a=b/x", "/metrics")) {
      assertThat(send("GET", path, List.of("Via: 1.1 far", token)).status())
          .as(path)
          .isEqualTo(401);
    }
    assertThat(send("POST", "/api/metrics", List.of("Via: 1.1 far", token)).status())
        .isEqualTo(401);
    assertThat(payara.log()).doesNotContain("the-metrics-token");
  }

  private static int metrics(String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Via: 1.1 far");
    return send("GET", "/api/metrics", all).status();
  }

  @ParameterizedTest
  @MethodSource("namelessRows")
  void aVisitorsSession(Row row) {
    Map<Who, Integer> statuses = new EnumMap<>(Who.class);
    for (Who who : row.statuses().keySet()) {
      statuses.put(who, status(row, who, "/mixed", List.of()));
    }
    assertThat(statuses).isEqualTo(row.statuses());
  }

  /** Of a session that was made for this one request. */
  private static int status(Row row, Who who, String context, List<String> owner) {
    String made = context + "/api/sessions";
    String id = (String) post(made, Map.of("app_id", "it.returns"), owner).json().get("session_id");
    String session = made + "/" + id;
    try {
      List<String> headers = new ArrayList<>(who.headers());
      headers.addAll(share(who, session, owner));
      String path = row.path().replace("{id}", id).replace("{app_id}", "it.returns");
      if (path.contains("{share_id}")) {
        path = path.replace("{share_id}", share("view", "PT1H", session, owner).get("share_id"));
      }
      if (path.contains("{file_id}")) {
        path = path.replace("{file_id}", file(session, owner));
      }
      if (path.contains("{owner}")) {
        String name = (String) send("GET", session, Who.ADMIN.headers()).json().get("owner");
        path = path.replace("{owner}", name);
      }
      String body =
          row.verb().equals("PATCH")
              ? "{\"pinned\":true}"
              : path.endsWith("/interactions") || path.endsWith("/feedback")
                  ? Json.text(Map.of("blockId", "b", "value", 1, "blockType", "x"))
                  : path.endsWith("/shares")
                      ? "{\"may\":\"view\"}"
                      : path.endsWith("/terminal")
                          ? "{\"columns\":80,\"rows\":24}"
                          : Json.text(Map.of("app_id", "it.returns"));
      String concrete = sample(path);
      if (path.endsWith("/events")) { // which has no end
        return http.status("GET", context + concrete, withHost(headers));
      }
      RawHttp.Answer answer =
          Set.of("POST", "PATCH").contains(row.verb())
              ? sendText(row.verb(), context + concrete, body, headers)
              : send(row.verb(), context + concrete, headers);
      if (answer.status() == 201 && (path.equals("/api/sessions") || path.endsWith("/fork"))) {
        send("DELETE", answer.header("Location"), headers);
      }
      return answer.status();
    } finally {
      send("DELETE", session, owner);
    }
  }

  /** One of the addresses that a pattern stands for. */
  private static String sample(String path) {
    return switch (path) {
      case "/*" -> "/";
      case "/problems/*" -> "/problems/malformed";
      case "/embed/*" -> "/embed/apps/it.returns";
      default -> path.replace("*?", "it.returns?").replaceFirst("/\\*$", "/it.returns");
    };
  }

  private static List<String> share(Who who, String session, List<String> owner) {
    if (!who.isShare()) {
      return List.of();
    }
    String may = who == Who.ANSWER ? "answer" : "view";
    Map<String, String> made = share(may, who == Who.EXPIRED ? "PT0.001S" : "PT1H", session, owner);
    String token = "Authorization: Share " + made.get("token");
    if (who == Who.REVOKED) {
      send("DELETE", session + "/shares/" + made.get("share_id"), owner);
    } else if (who == Who.EXPIRED) {
      await().until(() -> send("GET", session, List.of(token)).status() == 404);
    }
    return List.of(token);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> share(
      String may, String lasts, String session, List<String> owner) {
    return (Map<String, String>)
        (Map<?, ?>)
            post(session + "/shares", Map.of("may", may, "expires_in", lasts), owner).json();
  }

  private static RawHttp.Answer post(String path, Map<String, ?> body, List<String> headers) {
    RawHttp.Answer answer = sendText("POST", path, Json.text(body), headers);
    assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(201);
    return answer;
  }

  private static RawHttp.Answer sendText(
      String verb, String path, String body, List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    all.add("Host: localhost");
    all.add("Content-Type: application/json");
    return http.send(verb, path, all, body);
  }

  /** A file that the owner of a session has uploaded. */
  private static String file(String session, List<String> owner) {
    return (String) post(session + "/files", Map.of(), owner).json().get("file_id");
  }

  private static RawHttp.Answer send(String verb, String path, List<String> headers) {
    return http.send(verb, path, withHost(headers), "");
  }

  private static List<String> withHost(List<String> headers) {
    List<String> all = new ArrayList<>(headers);
    all.add("Host: localhost");
    return all;
  }
}
