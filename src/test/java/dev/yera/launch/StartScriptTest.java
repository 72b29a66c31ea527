package dev.yera.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which JVM gets which options of {@code src/main/payara/start.sh}: one that writes them down. */
class StartScriptTest {
  private static final String AUTO = "-XX:+AutoCreateSharedArchive";
  private static final String USE = "-XX:SharedArchiveFile=";
  private static final String MAKE = "-XX:ArchiveClassesAtExit=";

  @TempDir private Path folder;
  private Path java;
  private Path jar;

  @BeforeEach
  void make() throws IOException {
    java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        if [ "$1" = -Xshare:on ]; then
          grep -q whole "${2#*=}"
        else
          printf '%s\\n' "$@" >'FOLDER/options'
        fi
        """
            .replace("FOLDER", folder.toString()));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    jar = Files.writeString(folder.resolve("server.jar"), "a server");
  }

  private void is(String version) throws IOException {
    Files.writeString(
        folder.resolve("jdk/release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private List<String> options(String... options) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "src/main/payara/start.sh"));
    command.addAll(List.of(folder.resolve("log/yera.log").toString(), "1", java.toString()));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", jar.toString(), "--deploy", "a.war"));
    Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
    script.getOutputStream().close();
    assertThat(script.waitFor()).isZero();
    List<String> all = Files.readAllLines(folder.resolve("options"));
    assertThat(all).endsWith("-jar", jar.toString(), "--deploy", "a.war");
    return all.subList(0, all.size() - 4);
  }

  /** {@code mvn -Pstart} after {@code mvn verify} ran all unit tests first. */
  @Test
  void aProfileThatCompilesNoTestsRunsNoneThatWereCompiledBefore() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    List<String> profiles =
        Pattern.compile("<profile>")
            .splitAsStream(pom)
            .filter(each -> each.contains("<maven.test.skip>true<"))
            .toList();
    assertThat(profiles).hasSize(2).allMatch(each -> each.contains("<skipUnitTests>true<"));
  }

  @Test
  void oneThatMakesItsArchiveByItselfIsToldWhere() throws Exception {
    is("21.0.5");
    assertThat(options()).hasSize(2).first().isEqualTo(AUTO);
    assertThat(options().get(1)).startsWith(USE + folder + "/log/server-classes-").endsWith(".jsa");
  }

  @Test
  void oneThatDoesNotMakesItAtItsFirstEndAndUsesItThen() throws Exception {
    is("17.0.15");
    String first = options("-Xmx1g").get(0);
    assertThat(first).startsWith(MAKE);
    Path archive = Files.writeString(Path.of(first.substring(MAKE.length())), "whole");
    assertThat(options("-Xmx1g")).containsExactly(USE + archive, "-Xmx1g");
    Files.writeString(archive, "cut off");
    assertThat(options("-Xmx1g")).as("once more").containsExactly(MAKE + archive, "-Xmx1g");
    assertThat(archive).doesNotExist();
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    assertThat(options("-Xmx1g").get(0)).as("of another server").startsWith(MAKE);
  }

  @Test
  void oneWithAnArchiveOfItsCallersGetsNoOther() throws Exception {
    is("17.0.15");
    assertThat(options(USE + "own")).containsExactly(USE + "own");
    assertThat(options("-XX:AOTCache=own")).containsExactly("-XX:AOTCache=own");
  }

  @Test
  void oneThatDoesNotSayItsVersionStartsAsItIs() throws Exception {
    assertThat(options("-Xmx1g")).containsExactly("-Xmx1g");
  }
}
