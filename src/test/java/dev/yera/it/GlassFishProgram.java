package dev.yera.it;

import dev.yera.PayaraMicro;
import dev.yera.Tree;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * GlassFish or Payara Server, with a copy of the domain that the build has made its own ({@code
 * src/test/it/domain.xml}). {@code asadmin} tells the command with which it would start it.
 */
record GlassFishProgram(Path home) implements ServerProgram {
  private static final String DOMAIN = "domain1";
  private static final List<String> DESCRIPTORS =
      List.of("WEB-INF/glassfish-web.xml", "WEB-INF/payara-web.xml");

  /** The port of HTTP, and those of what a test has no need of, in that domain. */
  private static final String HTTP = "port=\"27080\"";

  private static final Pattern OTHER = Pattern.compile("(port|value)=\"(2[3-7][0-9]{3}|7676)\"");

  /** The settings of the server that tests share. */
  private static final Pattern SETTING =
      Pattern.compile("<jvm-options>-Dyera\\.[^<]*</jvm-options>");

  /** How often a password is hashed. */
  private static final int ROUNDS = 100;

  @Override
  public ProcessBuilder command(Start start) throws IOException {
    Path domains = start.folder().resolve("domains");
    Path domain = domains.resolve(DOMAIN);
    Files.createDirectory(domains);
    Tree.copy(home.resolve(DOMAIN), domain);
    Path file = domain.resolve("config/domain.xml");
    String configuration =
        Files.readString(file).replace(HTTP, "port=\"%d\"".formatted(start.port()));
    configuration = SETTING.matcher(configuration).replaceAll("");
    StringBuilder ported = new StringBuilder();
    var others = OTHER.matcher(configuration);
    while (others.find()) {
      others.appendReplacement(ported, "$1=\"%d\"".formatted(ServerProgram.freePort()));
    }
    Files.writeString(file, others.appendTail(ported));
    if (!start.groups().isEmpty()) {
      add(domain.resolve("config/keyfile"), start.groups());
    }
    deploy(start, Files.createDirectories(domain.resolve("autodeploy")));

    List<String> command = new ArrayList<>(commandOf(domains));
    command.addAll(1, start.options());
    command.removeIf(word -> word.startsWith("-XX:TieredStopAtLevel="));
    command.addAll(1, PayaraMicro.options());
    return new ProcessBuilder(command)
        .directory(domain.resolve("config").toFile())
        .redirectInput(new File("/dev/null")); // passwords could come there
  }

  /**
   * As {@code asadmin create-file-user} writes it, for which the server would have to run: the
   * name, salt and hash, and the groups.
   */
  private static void add(Path keys, List<String> groups) throws IOException {
    try {
      byte[] salt = "eight by".getBytes(StandardCharsets.US_ASCII);
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update(PASSWORD.getBytes(StandardCharsets.UTF_8));
      byte[] hashed = hash.digest(salt);
      for (int round = 1; round < ROUNDS; round++) {
        hashed = hash.digest(hashed);
      }
      byte[] both = Arrays.copyOf(hashed, hashed.length + salt.length);
      System.arraycopy(salt, 0, both, hashed.length, salt.length);
      Files.writeString(
          keys,
          "%s;{SSHA256}%s;%s%n"
              .formatted(USER, Base64.getEncoder().encodeToString(both), String.join(",", groups)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A descriptor of its own says where it is: a file's name says nothing of the root. */
  private static void deploy(Start start, Path folder) throws IOException {
    Path war = folder.resolve(start.war().getFileName().toString());
    Files.copy(start.war(), war);
    try (FileSystem zip = FileSystems.newFileSystem(war)) {
      String root = "$0<context-root>%s</context-root>".formatted(start.context());
      for (String name : DESCRIPTORS) {
        Path descriptor = zip.getPath(name);
        Files.writeString(
            descriptor,
            Files.readString(descriptor).replaceFirst("<(glassfish|payara)-web-app>", root));
      }
    }
  }

  /** One word a line, between two lines of its own. */
  private List<String> commandOf(Path domains) throws IOException {
    Process asked =
        new ProcessBuilder(
                home.resolve("bin/asadmin").toString(),
                "start-domain",
                "--dry-run",
                "--verbose", // its log comes here as well
                "--domaindir",
                domains.toString(),
                DOMAIN)
            .redirectErrorStream(true)
            .start();
    String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    List<String> lines = said.lines().map(String::strip).toList();
    int first = lines.size() - 1; // Payara tells it twice
    while (first >= 0 && !lines.get(first).endsWith("/bin/java")) {
      first--;
    }
    int end = lines.indexOf("Command start-domain executed successfully.");
    if (first < 0 || end < first) {
      throw new IllegalStateException(said);
    }
    return lines.subList(first, end).stream().filter(line -> !line.isEmpty()).toList();
  }
}
