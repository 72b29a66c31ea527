package dev.yera.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yera.settings.Settings;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** What is in {@code src/main/packages}, as far as it can be tried without what it is for. */
class PackagesTest {
  private static final Path FOLDER = Path.of("src/main/packages");
  private static final Pattern SETTING = Pattern.compile("\\bYERA_[A-Z_]+");

  /** The name of a file with settings, which is no setting itself. */
  private static final String CONFIG = "YERA_CONFIG";

  @TempDir private Path folder;

  @Test
  void systemdTakesTheUnit() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "there is no systemd");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path unit = folder.resolve("yera-sessions.service");
    Files.writeString(unit, text("yera-sessions.service").replace("/usr/bin/java", java));
    Process verify =
        new ProcessBuilder("systemd-analyze", "verify", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    // Of other units of this machine it may say what it likes.
    assertThat(said.lines().filter(line -> line.contains("yera-sessions"))).isEmpty();
    assertThat(verify.waitFor()).as(said).isZero();
  }

  @Test
  void theUnitConfinesTheServerAndLeavesRoomForTheSandbox() throws IOException {
    assertThat(text("yera-sessions.service").lines())
        .contains(
            "User=yera",
            "NoNewPrivileges=yes",
            "Delegate=yes",
            "ProtectSystem=strict",
            "CapabilityBoundingSet=")
        .noneMatch(line -> line.startsWith("RestrictNamespaces="));
  }

  @Test
  void kubernetesKnowsEveryMemberOfTheExample() throws IOException {
    JsonMapper strict =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NothingElse())
            .build();
    Map<String, Object> all =
        StreamSupport.stream(new Yaml().loadAll(text("kubernetes.yaml")).spliterator(), false)
            .map(Map.class::cast)
            .collect(Collectors.toMap(each -> (String) each.get("kind"), each -> each));
    assertThat(all).containsOnlyKeys("Service", "Deployment");
    Service service = strict.convertValue(all.get("Service"), Service.class);
    Deployment deployment = strict.convertValue(all.get("Deployment"), Deployment.class);

    var pod = deployment.getSpec().getTemplate();
    assertThat(pod.getMetadata().getLabels())
        .isEqualTo(service.getSpec().getSelector())
        .isEqualTo(deployment.getSpec().getSelector().getMatchLabels());
    var container = pod.getSpec().getContainers().get(0);
    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/health/ready");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/health/live");
    assertThat(pod.getSpec().getVolumes())
        .extracting(volume -> volume.getName())
        .containsExactlyInAnyOrderElementsOf(
            container.getVolumeMounts().stream().map(mount -> mount.getName()).toList());
    assertThat(pod.getSpec().getTerminationGracePeriodSeconds()).isGreaterThan(600);
  }

  @Test
  void theContainerIsNobodysAndHasNoShellBetweenItAndTheServer() throws IOException {
    List<String> lines =
        text("Containerfile").replace("\\\n", " ").lines().filter(l -> !l.startsWith("#")).toList();
    assertThat(lines.stream().filter(line -> line.startsWith("FROM "))).hasSize(2);
    List<String> last =
        lines.subList(
            lines.indexOf("FROM docker.io/library/eclipse-temurin:21-jre-noble"), lines.size());
    assertThat(last)
        .contains("USER 10001:10001", "STOPSIGNAL SIGTERM", "VOLUME [\"/var/lib/yera\"]")
        .anyMatch(line -> line.startsWith("HEALTHCHECK "))
        .anyMatch(line -> line.startsWith("ENTRYPOINT [\"java\", "));
    assertThat(last.stream().filter(line -> line.contains("/opt/yera/yera-sessions.jar")))
        .hasSize(2);
  }

  @Test
  void everyJvmTakesTheOptionsOfTheUnit() throws Exception {
    String start =
        text("yera-sessions.service")
            .lines()
            .filter(line -> line.startsWith("ExecStart="))
            .findFirst()
            .orElseThrow()
            .replace("/var/lib/yera", folder.toString());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Pattern.compile(" ")
        .splitAsStream(start)
        .filter(it -> it.startsWith("-XX:"))
        .forEach(command::add);
    assertThat(command).hasSizeGreaterThan(2);
    command.add("-version");
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    assertThat(said).doesNotContainIgnoringCase("warning", "error");
  }

  @Test
  void whatTheySetAreSettings() throws IOException {
    Set<String> known =
        Settings.all().stream()
            .map(each -> each.key().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "_"))
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        List<String> named =
            SETTING.matcher(Files.readString(file)).results().map(MatchResult::group).toList();
        assertThat(named)
            .as(file.toString())
            .allMatch(each -> known.contains(each) || each.equals(CONFIG));
      }
    }
  }

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }

  /** Members that Kubernetes does not know are mistakes, and not kept for later. */
  private static final class NothingElse extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
      return false;
    }
  }
}
