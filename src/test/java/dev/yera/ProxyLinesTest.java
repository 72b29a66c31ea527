package dev.yera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yera.settings.HttpSettings;
import dev.yera.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines for proxies in the documentation are taken by these proxies, where they are. */
class ProxyLinesTest {
  private static final Path PAGES = Path.of("src/site/markdown");

  @TempDir private Path folder;

  private static List<String> blocks(String language) throws IOException {
    Pattern block = Pattern.compile("(?ms)^```" + language + "\n(.*?)^```$");
    List<String> blocks = new ArrayList<>();
    for (String page : List.of("operations.md", "embedding.md")) {
      String text = Files.readString(PAGES.resolve(page));
      block.matcher(text).results().forEach(each -> blocks.add(each.group(1)));
    }
    return blocks;
  }

  /** Programs of administrators are often on the path of root alone. */
  private static Optional<String> program(String name) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(each -> each + "/" + name)
        .filter(each -> Files.isExecutable(Path.of(each)))
        .findFirst();
  }

  private static void accepted(String about, String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s%n%s", about, said).isZero();
  }

  @Test
  void nginxTakesThem() throws Exception {
    Optional<String> nginx = program("nginx");
    assumeThat(nginx).as("nginx").isPresent();
    assumeThat(program("openssl")).as("openssl").isPresent();
    String name = folder + "/apps.example.org";
    accepted(
        "a certificate",
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=apps.example.org",
        "-keyout",
        name + ".key",
        "-out",
        name + ".pem");
    assertThat(blocks("nginx")).hasSizeGreaterThanOrEqualTo(3);
    for (String block : blocks("nginx")) {
      Path file = folder.resolve("nginx.conf");
      Files.writeString(
          file,
          "pid %1$s/pid; error_log stderr; events {} http { access_log off; %2$s }"
              .formatted(folder, inServer(block).replace("/etc/ssl/apps.example.org", name)));
      accepted(block, nginx.get(), "-t", "-p", folder.toString(), "-c", file.toString());
    }
  }

  /** Else nginx refuses uploads that the server takes, by a page of its own. */
  @Test
  void nginxLetsTheLargestFileThrough() throws IOException {
    long most = new Settings(key -> Optional.empty()).get(HttpSettings.FILE_MAX_BYTES);
    Pattern limit = Pattern.compile("client_max_body_size (\\d+)m;");
    List<String> whole =
        blocks("nginx").stream().filter(each -> each.contains("proxy_pass")).toList();
    assertThat(whole).hasSize(3);
    for (String block : whole) {
      Matcher found = limit.matcher(block);
      assertThat(found.find()).as(block).isTrue();
      long bytes = Long.parseLong(found.group(1)) << 20;
      assertThat(bytes).as(block).isBetween(most + 1, most + (8L << 20));
    }
  }

  /** Of ports that anybody may have. */
  private static String inServer(String block) {
    if (block.contains("server {")) {
      return block
          .replaceAll("listen 443", "listen 127.0.0.1:18443")
          .replaceAll("listen 80", "listen 127.0.0.1:18080");
    }
    return "server { listen 127.0.0.1:18080; %s }"
        .formatted(block.contains("location") ? block : "location / { " + block + " }");
  }

  @Test
  void haproxyTakesThem() throws Exception {
    Optional<String> haproxy = program("haproxy");
    assumeThat(haproxy).as("haproxy").isPresent();
    assertThat(blocks("haproxy")).isNotEmpty();
    for (String block : blocks("haproxy")) {
      Path file = Files.writeString(folder.resolve("haproxy.cfg"), block);
      accepted(block, haproxy.get(), "-c", "-f", file.toString());
    }
  }
}
