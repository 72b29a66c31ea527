package dev.yera.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Open Liberty with our {@code server.xml}. What it has by name of a file is at the root: another
 * path is told.
 */
record LibertyProgram(Path home) implements ServerProgram {
  /** Another than that of the tests' shared one, which may not run twice. */
  private static final String NAME = "own";

  @Override
  public ProcessBuilder command(Start start) throws IOException {
    Path server = Files.createDirectories(start.folder().resolve("servers").resolve(NAME));
    Path apps = Files.createDirectories(server.resolve("apps"));
    Files.copy(start.war(), apps.resolve("yera.war"));
    String configuration = Files.readString(Path.of("src/main/liberty/server.xml"));
    Files.writeString(
        server.resolve("server.xml"),
        configuration
            .replace(
                "host=\"127.0.0.1\"", "host=\"%s\"".formatted(start.address().getHostAddress()))
            .replace(
                "</server>",
                "<webApplication location=\"yera.war\" contextRoot=\"%s\"/>%s</server>"
                    .formatted(start.context(), registry(start.groups()))));
    Files.writeString(
        server.resolve("bootstrap.properties"), "yera.http.port=%d%n".formatted(start.port()));
    List<String> options = new ArrayList<>(start.options());
    // What its script opens of the JDK: an option and its value, a line each.
    options.addAll(
        Files.readAllLines(home.resolve("lib/platform/java/java9.options")).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList());
    options.add("-javaagent:" + home.resolve("bin/tools/ws-javaagent.jar"));
    ProcessBuilder builder =
        new ProcessBuilder(
            ServerProgram.java(
                options, "-jar", home.resolve("bin/tools/ws-server.jar").toString(), NAME));
    builder.environment().put("WLP_USER_DIR", start.folder().toString());
    return builder.directory(server.toFile());
  }

  private static String registry(List<String> groups) {
    if (groups.isEmpty()) {
      return "";
    }
    StringBuilder registry = new StringBuilder("<basicRegistry realm=\"yera\">");
    registry.append("<user name=\"%s\" password=\"%s\"/>".formatted(USER, PASSWORD));
    for (String group : groups) {
      registry.append("<group name=\"%s\"><member name=\"%s\"/></group>".formatted(group, USER));
    }
    return registry.append("</basicRegistry>").toString();
  }
}
