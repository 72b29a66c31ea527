package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.yera.Thorough;
import dev.yera.provider.Provider;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code yera.auth=jwt}: tokens of a provider, and all that is none. */
@OwnServer
@Thorough
class BearerTokensIT {
  private static final String APPS = "yera.apps.dir=src/test/apps\nyera.worker.pool-size=0\n";
  private static final String HOST = "Host: localhost";

  private static Provider provider;
  private static Provider other;
  private static PayaraProcess payara;
  private static RawHttp http;

  @BeforeAll
  static void start() throws IOException {
    provider = new Provider(Duration.ofMinutes(5));
    other = new Provider(Duration.ofMinutes(5));
    String jwt = APPS + "yera.auth=jwt\nyera.auth.jwt.issuer=" + provider.issuer() + "\n";
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put("/client", jwt + "yera.auth.jwt.client-id=robot\n");
    contexts.put(
        "/keys",
        jwt + "yera.auth.jwt.audience=yera\nyera.auth.jwt.jwks-uri=" + provider.jwks() + "\n");
    contexts.put(
        "/",
        jwt
            + "yera.auth.jwt.audience=yera\nyera.auth.jwt.groups-claim=realm_access.roles\n"
            + "yera.auth.author-groups=authors\nyera.auth.admin-groups=admins\n");
    payara = PayaraProcess.with("jwt", contexts, InetAddress.getLoopbackAddress());
    http = new RawHttp(payara.port());
  }

  @AfterAll
  static void stop() throws IOException {
    payara.close();
    provider.close();
    other.close();
  }

  private static RawHttp.Answer get(String path, String token) {
    return http.send("GET", path, HOST, "Authorization: Bearer " + token);
  }

  private static void refused(String why, String token) {
    RawHttp.Answer answer = get("/api/apps", token);
    assertThat(answer.status()).as(why).isEqualTo(401);
    assertThat(answer.json()).containsEntry("type", "/problems/login-required");
    assertThat(answer.header("WWW-Authenticate"))
        .as(why)
        .startsWith("Bearer ")
        .contains("invalid_token");
  }

  @Test
  void aTokenOfTheIssuerForThisServerLetsIn() {
    assertThat(get("/api/apps", provider.token(provider.claims("ann"))).status()).isEqualTo(200);
    assertThat(get("/keys/api/apps", provider.token(provider.claims("ann"))).status())
        .isEqualTo(200);
    String accessToken = Provider.signed(provider.claims("ann"), "at+jwt", provider.key());
    assertThat(get("/api/apps", accessToken).status()).isEqualTo(200);
    List<String> audiences = List.of("other", Provider.CLIENT);
    assertThat(
            get("/api/apps", provider.token(provider.claims("ann").audience(audiences))).status())
        .isEqualTo(200);
  }

  @Test
  void withoutATokenNobodyIsLetIn() {
    RawHttp.Answer answer = http.send("GET", "/api/apps", HOST);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"yera\"");
    assertThat(http.send("GET", "/", HOST).status()).isEqualTo(401);
    assertThat(http.send("GET", "/yera-app.js", HOST).status()).isEqualTo(200);
    assertThat(http.send("GET", "/api/apps", HOST, "Authorization: Basic YTpi").status())
        .isEqualTo(401);
  }

  @Test
  void aTokenThatIsNotForThisServerIsRefused() {
    JWTClaimsSet.Builder right = provider.claims("ann");
    refused("wrong audience", provider.token(provider.claims("ann").audience("other")));
    refused("no audience", provider.token(provider.claims("ann").audience((String) null)));
    refused("wrong issuer", provider.token(provider.claims("ann").issuer(other.issuer())));
    refused("another issuer's", other.token(other.claims("ann")));
    refused("wrong key", Provider.signed(right, "JWT", Provider.rsa(provider.key().getKeyID())));
    refused("unknown key", Provider.signed(right, "JWT", Provider.rsa("unknown")));
    refused("no subject", provider.token(provider.claims(null)));
    refused("no type", Provider.signed(right, null, provider.key()));
    refused("another type", Provider.signed(right, "logout+jwt", provider.key()));
    refused("nonsense", "nonsense");
    refused("a header that says nothing", "e30.e30.e30");
    refused("an encryption without a name", "eyJhbGciOiJkaXIifQ....");
    String token = provider.token(right);
    refused("changed", token.substring(0, token.length() - 8) + "AAAAAAAA");
    refused("no signature", token.substring(0, token.lastIndexOf('.') + 1));
  }

  @Test
  void algorithmsThatProveNothingAreRefused() throws JOSEException {
    refused("alg none", new PlainJWT(provider.claims("ann").build()).serialize());
    SignedJWT shared =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(provider.key().getKeyID())
                .build(),
            provider.claims("ann").build());
    shared.sign(new MACSigner(provider.key().toRSAPublicKey().getEncoded()));
    refused("the public key as a shared secret", shared.serialize());
  }

  @Test
  void aTokenHasItsTime() {
    Instant now = Instant.now();
    refused(
        "run out",
        provider.token(provider.claims("ann").expirationTime(Date.from(now.minusSeconds(90)))));
    refused("no end", provider.token(provider.claims("ann").expirationTime(null)));
    refused(
        "not yet",
        provider.token(provider.claims("ann").notBeforeTime(Date.from(now.plusSeconds(120)))));
    assertThat(
            get(
                    "/api/apps",
                    provider.token(
                        provider.claims("ann").expirationTime(Date.from(now.minusSeconds(20)))))
                .status())
        .as("clocks differ a little")
        .isEqualTo(200);
  }

  @Test
  void aTokenForAClientNamesIt() {
    assertThat(
            get("/client/api/apps", provider.token(provider.claims("ann").claim("azp", "robot")))
                .status())
        .isEqualTo(200);
    assertThat(
            get(
                    "/client/api/apps",
                    provider.token(provider.claims("ann").claim("client_id", "robot")))
                .status())
        .isEqualTo(200);
    for (String claim : List.of("azp", "client_id")) {
      assertThat(
              get("/client/api/apps", provider.token(provider.claims("ann").claim(claim, "other")))
                  .status())
          .isEqualTo(401);
    }
    assertThat(get("/client/api/apps", provider.token(provider.claims("ann"))).status())
        .isEqualTo(401);
  }

  @Test
  void groupsAreRoles() {
    JWTClaimsSet.Builder author =
        provider.claims("ann").claim("realm_access", Map.of("roles", List.of("authors")));
    assertThat(get("/api/apps?broken=true", provider.token(author)).status()).isEqualTo(200);
    assertThat(get("/api/sessions?owner=*", provider.token(author)).status()).isEqualTo(403);
    JWTClaimsSet.Builder admin =
        provider.claims("joe").claim("realm_access", Map.of("roles", List.of("admins")));
    assertThat(get("/api/sessions?owner=*", provider.token(admin)).status()).isEqualTo(200);
    assertThat(get("/metrics", provider.token(admin)).status()).isEqualTo(200);
    assertThat(get("/metrics", provider.token(author)).status()).isEqualTo(403);
  }

  @Test
  void aStreamEndsWithItsToken() {
    JWTClaimsSet.Builder claims =
        provider.claims("ann").expirationTime(Date.from(Instant.now().plusSeconds(6)));
    String token = "Bearer " + provider.token(claims);
    RawHttp.Answer created =
        http.post("/api/sessions", "{\"app_id\":\"it.asks\"}", HOST, "Authorization: " + token);
    String id = (String) created.json().get("session_id");
    SseClient stream = payara.server().stream(id, "Authorization", token);
    stream.awaitEvent(e -> e.type().equals("text_input"));
    await().atMost(Duration.ofSeconds(20)).until(stream::isEnded);
    assertThat(stream.events()).noneMatch(e -> e.type().equals("exit"));
    String last = Long.toString(stream.lastId());
    SseClient again =
        payara.server().stream(
            id,
            "Authorization",
            "Bearer " + provider.token(provider.claims("ann")),
            "Last-Event-ID",
            last);
    assertThat(again.status()).as("with the next token it goes on").isEqualTo(200);
    again.close();
  }

  @Test
  void keysMayChange() {
    String before = provider.token(provider.claims("ann"));
    assertThat(get("/api/apps", before).status()).isEqualTo(200);
    provider.changeKey();
    assertThat(get("/api/apps", provider.token(provider.claims("ann"))).status()).isEqualTo(200);
    refused("of the key before", before);
  }
}
