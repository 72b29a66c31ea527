package dev.yera.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.examples.Chatbot;
import dev.yera.llm.Llm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which apps get the jars for language models: those that use them, and no other. */
class ModelJarsTest {
  @TempDir private Path folder;

  private Path jarOf(String type) throws IOException {
    Path jar = folder.resolve("app.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        InputStream in = Llm.class.getResourceAsStream("/" + type + ".class")) {
      entries.putNextEntry(new JarEntry(type + ".class"));
      in.transferTo(entries);
    }
    return jar;
  }

  @Test
  void aJarThatUsesThem() throws IOException {
    assertThat(ModelJars.isUsedBy(jarOf("dev/yera/examples/model/Agent"))).isTrue();
  }

  @Test
  void aJarThatDoesNot() throws IOException {
    assertThat(ModelJars.isUsedBy(jarOf(Chatbot.class.getName().replace('.', '/')))).isFalse();
  }

  @Test
  void aSource() {
    assertThat(isUsedIn("import static dev.yera.llm.Llm.*;")).isTrue();
    assertThat(isUsedIn("import dev.yera.app.App;\nimport dev.yera.llmother.X;")).isFalse();
  }

  @Test
  void onAClassPathTheyAreThoseBesideOurOwn() {
    List<Path> jars =
        Stream.of("langchain4j-core.jar", "yera-sessions-1-sdk-llm.jar", "slf4j-api.jar")
            .map(Path.of("/work/llm/hash")::resolve)
            .toList();
    Path app = Path.of("/work/jars/hash/app.jar");
    Stream<Path> all = Stream.concat(Stream.of(app), jars.stream());
    assertThat(ModelJars.in(all.toList())).isEqualTo(jars);
    assertThat(ModelJars.in(List.of(app, Path.of("/work/llm/hash/slf4j-api.jar")))).isEmpty();
  }

  private static boolean isUsedIn(String source) {
    return ModelJars.isUsedIn(source.getBytes(StandardCharsets.UTF_8));
  }
}
