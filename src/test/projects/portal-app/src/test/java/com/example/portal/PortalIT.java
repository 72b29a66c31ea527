package com.example.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.yera.catalog.Catalog;
import jakarta.inject.Inject;
import java.io.File;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The portal in its server; {@code own-war.md} shows it. */
@ArquillianTest
class PortalIT {
  @Deployment
  static WebArchive portal() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/portal.war"));
  }

  @Inject Catalog catalog;

  @Test
  void itHasTheAppsOfThePortalAndNoExamples() {
    assertEquals("Welcome", catalog.app("com.example.portal.Welcome.welcome").name());
    assertTrue(catalog.apps().stream().allMatch(app -> app.id().value().startsWith("com.example")));
  }

  @Test
  @RunAsClient
  void aVisitorIsWelcome(@ArquillianResource URI portal) throws Exception {
    HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    HttpRequest welcome =
        HttpRequest.newBuilder(portal.resolve("desk/welcome/Ada"))
            .POST(BodyPublishers.noBody())
            .build();
    String session = http.send(welcome, BodyHandlers.ofString()).body();
    URI stream = portal.resolve("api/sessions/" + session + "/stream");
    String said = http.send(HttpRequest.newBuilder(stream).build(), BodyHandlers.ofString()).body();
    assertTrue(said.contains("Good morning, Ada."), said);
  }

  @Test
  @RunAsClient
  void itsOwnResourcesAndThoseOfTheApiAreApart(@ArquillianResource URI portal) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ours = HttpRequest.newBuilder(portal.resolve("desk/apps")).build();
    assertEquals(404, http.send(ours, BodyHandlers.ofString()).statusCode());
    HttpRequest theirs =
        HttpRequest.newBuilder(portal.resolve("api/welcome/Ada"))
            .POST(BodyPublishers.noBody())
            .build();
    assertEquals(404, http.send(theirs, BodyHandlers.ofString()).statusCode());
  }
}
