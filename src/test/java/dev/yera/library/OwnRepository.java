package dev.yera.library;

import static org.assertj.core.api.Assertions.assertThat;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A Maven repository in a folder, that the settings of a Maven name as the mirror of all others.
 */
public final class OwnRepository {
  private final Path root;
  private String mirrorOf = "*";

  /** An empty one. */
  public OwnRepository(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve("remote"));
    settings("", root.resolve("remote").toUri().toString());
  }

  /** Maven's settings, with more of them, and the address of the mirror. */
  public void settings(String more, String mirror) throws IOException {
    Files.writeString(
        root.resolve("settings.xml"),
        """
        <settings>
          %s
          <mirrors>
            <mirror><id>own</id><mirrorOf>%s</mirrorOf><url>%s</url></mirror>
          </mirrors>
        </settings>
        """
            .formatted(more, mirrorOf, mirror));
  }

  /** It is the mirror of these only. */
  public void mirrorOf(String repositories) throws IOException {
    mirrorOf = repositories;
    settings("", root.resolve("remote").toUri().toString());
  }

  /** A Maven that has these settings, and a local repository of its own. */
  public ContextOverrides maven() {
    return ContextOverrides.create()
        .withUserSettings(true)
        .withUserSettingsXmlOverride(root.resolve("settings.xml"))
        .withLocalRepositoryOverride(root.resolve("local"))
        .build();
  }

  /** Whether the local repository has a library's file. */
  public Path local(String path) {
    return root.resolve("local").resolve(path);
  }

  /**
   * Puts a library of one class there, {@code <artifact>.Words} with a static {@code say()}.
   *
   * @param needs coordinates
   */
  public void put(String coordinates, String says, String... needs) throws IOException {
    Coordinates of = Coordinates.of(coordinates);
    StringBuilder dependencies = new StringBuilder();
    for (String need : needs) {
      dependencies.append("<dependency>%s</dependency>".formatted(names(Coordinates.of(need))));
    }
    pom(of, "jar", "<dependencies>" + dependencies + "</dependencies>");
    Path classes = Files.createTempDirectory(root, "classes");
    Path source = Files.createDirectories(classes.resolve(of.artifact())).resolve("Words.java");
    Files.writeString(
        source,
        "package %s; public class Words { public static String say() { return \"%s\"; } }"
            .formatted(of.artifact(), says));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "17", "-d", classes.toString(), source.toString());
    assertThat(status).isZero();
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file(of, "jar")))) {
      jar.putNextEntry(new JarEntry(of.artifact() + "/Words.class"));
      jar.write(Files.readAllBytes(source.resolveSibling("Words.class")));
      jar.closeEntry();
    }
  }

  /** Puts a list of versions there. */
  public void putBom(String coordinates, String... managed) throws IOException {
    String dependencies =
        Stream.of(managed)
            .map(Coordinates::of)
            .map(each -> "<dependency>%s</dependency>".formatted(names(each)))
            .reduce("", String::concat);
    pom(
        Coordinates.of(coordinates),
        "pom",
        "<dependencyManagement><dependencies>%s</dependencies></dependencyManagement>"
            .formatted(dependencies));
  }

  /** Puts a library there that has a description only, with this in it. */
  public void putPom(String coordinates, String content) throws IOException {
    pom(Coordinates.of(coordinates), "pom", content);
  }

  private void pom(Coordinates of, String packaging, String more) throws IOException {
    Path file = file(of, "pom");
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        List.of(
            "<project><modelVersion>4.0.0</modelVersion>",
            names(of),
            "<packaging>%s</packaging>%s</project>".formatted(packaging, more)),
        StandardCharsets.UTF_8);
  }

  private static String names(Coordinates of) {
    return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
        .formatted(of.group(), of.artifact(), of.version());
  }

  private Path file(Coordinates of, String extension) {
    return root.resolve("remote")
        .resolve(of.group().replace('.', '/'))
        .resolve(of.artifact())
        .resolve(of.version())
        .resolve("%s-%s.%s".formatted(of.artifact(), of.version(), extension));
  }
}
