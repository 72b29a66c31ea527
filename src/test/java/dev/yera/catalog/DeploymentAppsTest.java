package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.sandbox.Limits;
import dev.yera.sandbox.Needs;
import dev.yera.work.WorkFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code @App} methods of classes that were compiled for the test. */
class DeploymentAppsTest {
  @TempDir private Path folder;
  private Path classes;

  @BeforeEach
  void makeFolders() throws IOException {
    classes = folder.resolve("classes");
    // As in a WAR: the annotations are in the same folder, and not packed with the apps.
    for (Class<?> annotation : List.of(dev.yera.app.App.class, dev.yera.app.Param.class)) {
      String name = annotation.getName().replace('.', '/') + ".class";
      Files.createDirectories(classes.resolve(name).getParent());
      try (InputStream in = annotation.getClassLoader().getResourceAsStream(name)) {
        Files.copy(in, classes.resolve(name));
      }
    }
  }

  private Source.Found found(String body, String... options) throws IOException {
    Path source = folder.resolve("Apps.java");
    Files.writeString(
        source,
        """
        package my.apps;
        import dev.yera.app.*;
        import java.math.BigInteger;
        import java.time.LocalDate;
        import java.util.*;
        public class Apps {
          enum Colour { RED, GREEN }
        %s
        }
        """
            .formatted(body));
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(
        List.of(
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            source.toString()));
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, words.toArray(String[]::new)))
        .isZero();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      return new DeploymentApps(loader, new WorkFolder(folder.resolve("work"))).look();
    }
  }

  private JavaApp app(String body) throws IOException {
    Source.Found found = found(body, "-parameters");
    assertThat(found.broken()).isEmpty();
    return (JavaApp) found.apps().get(0);
  }

  private static Map<String, String> types(JavaApp app) {
    return app.parameters().stream()
        .collect(Collectors.toMap(Parameter::name, parameter -> parameter.type().wireName()));
  }

  private void assertBroken(String body, String why, String... options) throws IOException {
    Source.Found found = found(body, options);
    assertThat(found.apps()).isEmpty();
    BrokenApp broken = found.broken().get(0);
    assertThat(broken.place()).startsWith("my.apps.Apps.");
    assertThat(broken.problem()).contains(why);
  }

  @Test
  void aStaticMethodIsAnApp() throws IOException {
    JavaApp app = app("@App static void longTask() {}");
    assertThat(app.id().value()).isEqualTo("my.apps.Apps.longTask");
    assertThat(app.id().module()).isEqualTo("my.apps.Apps");
    assertThat(app.name()).isEqualTo("Long task");
    assertThat(app.description()).isEmpty();
    assertThat(app.returnType()).isEqualTo("NoneType");
    assertThat(app.kind()).isEqualTo("java");
    assertThat(app.params()).contains(List.of());
    assertThat(app.away()).isEmpty();
  }

  @Test
  void ofThisDeploymentAChildGetsTheExamplesOnly() throws IOException {
    URL own = DeploymentApps.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {own}, null)) {
      Source.Found found =
          new DeploymentApps(loader, new WorkFolder(folder.resolve("work"))).look();
      JavaApp echo = (JavaApp) found.apps().get(0);
      try (JarFile jar = new JarFile(echo.classPath().get(0).toFile())) {
        assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
            .isNotEmpty()
            .allMatch(name -> name.startsWith("dev/yera/examples/"));
      }
    }
  }

  @Test
  void theAppsOfAWarThatNobodyHasExpandedAreThoseOfItsClasses() throws IOException {
    found("@App static void one() {}");
    Path war = folder.resolve("ROOT.war");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(war));
        JarInputStream in =
            new JarInputStream(
                new ByteArrayInputStream(ClassJar.of(classes, name -> true)), false)) {
      for (JarEntry each = in.getNextJarEntry(); each != null; each = in.getNextJarEntry()) {
        out.putNextEntry(new JarEntry("WEB-INF/classes/" + each.getName()));
        in.transferTo(out);
      }
      out.putNextEntry(new JarEntry("index.html"));
    }
    URL inside = new URL("jar:" + war.toUri() + "!/WEB-INF/classes/");
    try (URLClassLoader loader = new URLClassLoader(new URL[] {inside}, null)) {
      JavaApp app =
          (JavaApp)
              new DeploymentApps(loader, new WorkFolder(folder.resolve("work")))
                  .look()
                  .apps()
                  .get(0);
      try (JarFile jar = new JarFile(app.classPath().get(0).toFile())) {
        assertThat(jar.stream().map(JarEntry::getName))
            .contains("my/apps/Apps.class", "my/apps/Apps$Colour.class")
            .allMatch(name -> name.startsWith("my/apps/"));
      }
    }
  }

  @Test
  void theAnnotationSaysMore() throws IOException {
    JavaApp app =
        app(
            "@App(name=\"N\", description=\"D\", away=\"PT3S\", idle=\"PT0S\") static int x() {return 1;}");
    assertThat(app.name()).isEqualTo("N");
    assertThat(app.description()).isEqualTo("D");
    assertThat(app.away()).contains(Duration.ofSeconds(3));
    assertThat(app.idle()).contains(Duration.ZERO);
    assertThat(app.returnType()).isEqualTo("int");
  }

  @Test
  void theAnnotationSaysWhatIsEnough() throws IOException {
    JavaApp app =
        app("@App(memory=\"64MiB\", processes=9, network=\"none\") static int x() {return 1;}");
    Limits limits = app.needs().limits();
    assertThat(limits.memory()).isEqualTo(64L << 20);
    assertThat(limits.processes()).isEqualTo(9);
    assertThat(limits.cpuTime()).isEqualTo(Duration.ZERO);
    assertThat(app.needs().network()).isFalse();
    assertThat(app("@App static int x() {return 1;}").needs()).isEqualTo(Needs.ALL);
  }

  @Test
  void everyTypeOfTheContractCanBeAParameter() throws IOException {
    JavaApp app =
        app(
            """
            @App static Object x(String s, int i, Integer j, long l, BigInteger b, double d, float f,
                boolean t, LocalDate day, Colour c, List<Integer> li, List<Colour> lc,
                Optional<String> os, Optional<List<LocalDate>> ol) { return null; }
            """);
    assertThat(app.parameters().stream().map(Parameter::name))
        .containsExactly(
            "s", "i", "j", "l", "b", "d", "f", "t", "day", "c", "li", "lc", "os", "ol");
    assertThat(types(app))
        .containsEntry("s", "str")
        .containsEntry("i", "int")
        .containsEntry("j", "int")
        .containsEntry("l", "int")
        .containsEntry("b", "int")
        .containsEntry("d", "float")
        .containsEntry("f", "float")
        .containsEntry("t", "bool")
        .containsEntry("day", "date")
        .containsEntry("c", "enum")
        .containsEntry("li", "list[int]")
        .containsEntry("lc", "list[enum]")
        .containsEntry("os", "str")
        .containsEntry("ol", "list[date]");
    Parameter colour = app.parameters().get(9);
    assertThat(colour.type().options()).containsExactly("RED", "GREEN");
    assertThat(app.parameters().get(1).type().bounds()).contains(ParameterType.Bounds.INT);
    assertThat(app.parameters().get(3).type().bounds()).contains(ParameterType.Bounds.LONG);
    assertThat(app.parameters().get(4).type().bounds()).isEmpty();
    assertThat(app.parameters().get(11).type().options()).containsExactly("RED", "GREEN");
  }

  @Test
  void whatIsOptionalOrHasADefaultMayBeLeftOut() throws IOException {
    JavaApp app =
        app(
            """
            @App static void x(@Param(defaultValue="5") int n, @Param(name="other") String s,
                @Param(defaultValue="a, b") List<String> l, @Param(description="D") Optional<Integer> o,
                @Param(defaultValue="") String empty, @Param(defaultValue="") List<Integer> none,
                @Param(defaultValue="[1, 2]") List<Integer> array) {}
            """);
    Map<String, Object> bound = new LinkedHashMap<>();
    app.bind(List.of(), Map.of("other", "x")).kwargs().forEach(bound::put);
    assertThat(bound)
        .containsEntry("n", 5L)
        .containsEntry("other", "x")
        .containsEntry("l", List.of("a", "b"))
        .containsEntry("o", null)
        .containsEntry("empty", "")
        .containsEntry("none", List.of())
        .containsEntry("array", List.of(1L, 2L));
    assertThat(app.parameters().get(3).description()).isEqualTo("D");
    assertThat(app.parameters().get(1).hasDefault()).isFalse();
  }

  @Test
  void aMethodThatIsNotStaticIsBroken() throws IOException {
    assertBroken("@App void x() {}", "static", "-parameters");
  }

  @Test
  void aParameterOfAnotherTypeIsBroken() throws IOException {
    assertBroken("@App static void x(Map<String, String> m) {}", "parameter m", "-parameters");
  }

  @Test
  void aDefaultThatDoesNotFitIsBroken() throws IOException {
    assertBroken(
        "@App static void x(@Param(defaultValue=\"five\") int n) {}",
        "the default of n",
        "-parameters");
    assertBroken(
        "@App static void x(@Param(defaultValue=\"[1\") List<Integer> l) {}",
        "the default of l",
        "-parameters");
  }

  @Test
  void aParameterWithoutANameIsBrokenAndSaysWhatToDo() throws IOException {
    assertBroken("@App static void x(int n) {}", "-parameters");
    Source.Found named = found("@App static void x(@Param(name=\"n\") int n) {}");
    assertThat(named.broken()).isEmpty();
  }

  @Test
  void aBadClockIsBroken() throws IOException {
    assertBroken("@App(away=\"soon\") static void x() {}", "away must be a duration");
  }

  @Test
  void theClassesArePackedToOneJarAtAPathThatStays() throws IOException {
    JavaApp app = app("@App static void x() {}");
    Path jar = app.classPath().get(0);
    assertThat(app.classPath()).hasSize(1);
    assertThat(jar).isRegularFile().hasExtension("jar");
    try (JarFile file = new JarFile(jar.toFile())) {
      assertThat(file.stream().map(JarEntry::getName))
          .containsExactlyInAnyOrder("my/apps/Apps.class", "my/apps/Apps$Colour.class");
    }
    assertThat(app("@App static void x() {}").classPath()).containsExactly(jar);
    assertThat(app("@App static void y() {}").classPath()).doesNotContain(jar);
  }

  /** A library that is missing here is searched at each start. */
  @Test
  void theLibrariesOfTheServerAreNotSearched() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> libraries =
        Pattern.compile("(?s)<dependency>(.*?)</dependency>")
            .matcher(pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>")))
            .results()
            .map(each -> each.group(1))
            .filter(each -> !each.contains("<scope>test<") && !each.contains("<scope>provided<"))
            .map(each -> each.replaceFirst("(?s).*?<artifactId>(.*?)</artifactId>.*", "$1-1.jar"))
            .toList();
    assertThat(libraries).contains("postgresql-1.jar", "flyway-core-1.jar").hasSizeGreaterThan(9);
    assertThat(libraries)
        .allSatisfy(
            library ->
                assertThat(DeploymentApps.LIBRARIES)
                    .anySatisfy(each -> assertThat(library).matches(each.replace("*", ".*"))));
  }

  @Test
  void anAppInAnotherJarOfTheDeploymentIsFound() throws IOException {
    app("@App static void x() {}");
    Path jar = folder.resolve("mine-1.jar");
    Files.write(jar, ClassJar.of(classes, name -> true));
    Path library = Files.copy(jar, folder.resolve("postgresql-1.jar"));
    assertThat(foundIn(jar).apps()).hasSize(1);
    assertThat(foundIn(library).apps()).isEmpty();
  }

  private Source.Found foundIn(Path jar) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      return new DeploymentApps(loader, new WorkFolder(folder.resolve("work"))).look();
    }
  }

  @Test
  void anAppOfTheDeploymentComesBeforeADescription() throws IOException {
    JavaApp app = app("@App static void x() {}");
    Path apps = Files.createDirectory(folder.resolve("apps"));
    Files.writeString(
        apps.resolve("x.app.json"), "{\"identifier\":\"my.apps.Apps.x\",\"command\":[\"cat\"]}");
    Source deployment = () -> new Source.Found(List.of(app), List.of());
    Catalog catalog =
        new Catalog(
            List.of(
                deployment,
                Folders.of(apps, new WorkFolder(folder.resolve("work-of-folder")), List.of())),
            () -> 0L);
    assertThat(catalog.app("my.apps.Apps.x")).isSameAs(app);
    BrokenApp second = catalog.broken().iterator().next();
    assertThat(second.place()).isEqualTo("x.app.json");
    assertThat(second.problem()).contains("my.apps.Apps.x");
  }

  @Test
  void anAppCanBeForSomeGroupsOnly() throws IOException {
    assertThat(app("@App(groups = \"finance\") public static void a() {}").groups())
        .containsExactly("finance");
    assertThat(app("@App(groups = {\"a\", \"b\"}) public static void a() {}").groups())
        .containsExactlyInAnyOrder("a", "b");
    assertThat(app("@App public static void a() {}").groups()).isEmpty();
  }
}
