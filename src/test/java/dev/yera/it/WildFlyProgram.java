package dev.yera.it;

import dev.yera.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * WildFly with its {@code standalone.xml} and our {@code yera.yml}, and with its Micrometer
 * subsystem: the tests that share a server have it as delivered. Not by its script, which would be
 * the process that gets the signals.
 */
record WildFlyProgram(Path home) implements ServerProgram {
  private static final List<String> EXTENSIONS = List.of("opentelemetry", "micrometer");
  private static final List<String> SUBSYSTEMS =
      List.of("urn:wildfly:opentelemetry:1.1", "urn:wildfly:micrometer:community:2.0");

  @Override
  public ProcessBuilder command(Start start) throws IOException {
    Path base = start.folder().resolve("base");
    Tree.copy(home.resolve("standalone"), base);
    addMicrometer(base.resolve("configuration/standalone.xml"));
    Files.copy(start.war(), base.resolve("deployments").resolve(start.war().getFileName()));
    if (!start.groups().isEmpty()) {
      add(base, start.groups());
    }
    List<String> options = new ArrayList<>(start.options());
    // What the script adds for the module system of Java.
    for (String opened : List.of("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io")) {
      options.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(opened));
    }
    for (String opened : List.of("java.security", "java.util", "java.util.concurrent")) {
      options.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(opened));
    }
    options.add("--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED");
    Map.of(
            "jboss.http.port",
            start.port(),
            "jboss.https.port",
            ServerProgram.freePort(),
            "jboss.management.http.port",
            ServerProgram.freePort())
        .forEach((name, port) -> options.add("-D%s=%d".formatted(name, port)));
    options.add("-Djboss.bind.address=" + start.address().getHostAddress());
    options.add("-Djboss.home.dir=" + home);
    options.add("-Djboss.server.base.dir=" + base);
    return new ProcessBuilder(
            ServerProgram.java(
                options,
                "-jar",
                home.resolve("jboss-modules.jar").toString(),
                "-mp",
                home.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "--yaml=" + Path.of("src/main/wildfly/yera.yml").toAbsolutePath()))
        .directory(start.folder().toFile());
  }

  /** Its module has Micrometer's classes for every deployment, in a version of its own. */
  private static void addMicrometer(Path file) throws IOException {
    StringBuilder extensions = new StringBuilder("<extensions>");
    EXTENSIONS.forEach(
        each ->
            extensions.append("<extension module=\"org.wildfly.extension.%s\"/>".formatted(each)));
    StringBuilder subsystems = new StringBuilder("<profile>");
    SUBSYSTEMS.forEach(each -> subsystems.append("<subsystem xmlns=\"%s\"/>".formatted(each)));
    String delivered = Files.readString(file);
    Files.writeString(
        file,
        delivered
            .replaceFirst("<extensions>", extensions.toString())
            .replaceFirst("<profile>", subsystems.toString()));
  }

  private void add(Path base, List<String> groups) throws IOException {
    Path configuration = base.resolve("configuration");
    Process added =
        new ProcessBuilder(
                "bash",
                home.resolve("bin/add-user.sh").toString(),
                "--silent",
                "-a",
                "-sc",
                configuration.toString(),
                "-u",
                USER,
                "-p",
                PASSWORD,
                "-g",
                String.join(",", groups))
            .redirectErrorStream(true)
            .start();
    String said = new String(added.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!Files.readString(configuration.resolve("application-roles.properties")).contains(USER)) {
      throw new IllegalStateException(said);
    }
  }
}
