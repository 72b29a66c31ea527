package dev.yera.it;

import dev.yera.Patience;
import dev.yera.Tree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.eu.ingwar.tools.arquillian.extension.suite.annotations.ArquillianSuiteDeployment;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The product's own WAR, with the tests that run in it and the apps they use; one boot for all. */
@ArquillianSuiteDeployment
public class Deployment {
  /** The {@code yera.store.dir} of {@code src/test/it/server.properties}. */
  private static final Path STORED_BY_THE_LAST_RUN = Path.of("target", "it-data");

  private static final String GLASSFISH = "WEB-INF/glassfish-web.xml";
  private static final String PAYARA = "WEB-INF/payara-web.xml";

  @org.jboss.arquillian.container.test.api.Deployment
  public static WebArchive war() throws IOException, URISyntaxException {
    Tree.delete(STORED_BY_THE_LAST_RUN);
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "ROOT.war")
            .importFrom(new File(System.getProperty("yera.war")))
            .as(WebArchive.class)
            .addPackage(Deployment.class.getPackage())
            .addClasses(Patience.class, Tree.class)
            // This one comes in a jar, while the server runs.
            .deleteClass(DroppedInAJar.class)
            // Its library stays with the tests; the server loads all classes at its start.
            .deleteClasses(
                ApiDescription.class,
                ApiDescriptionTest.class,
                OpenApiIT.class,
                LanguageModelsIT.class)
            .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matcher.class));
    return war.add(atTheRoot(war, GLASSFISH), GLASSFISH).add(atTheRoot(war, PAYARA), PAYARA);
  }

  /** The adapters of GlassFish and Payara Server cannot say --contextroot, as an operator does. */
  private static Asset atTheRoot(WebArchive war, String descriptor) throws IOException {
    try (InputStream in = war.get(descriptor).getAsset().openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new StringAsset(
          text.replaceFirst("<(glassfish|payara)-web-app>", "$0<context-root>/</context-root>"));
    }
  }

  private static File jarOf(Class<?> type) throws URISyntaxException {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
