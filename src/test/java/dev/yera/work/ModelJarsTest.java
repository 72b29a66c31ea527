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
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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

  private static boolean isUsedIn(String source) {
    return ModelJars.isUsedIn(source.getBytes(StandardCharsets.UTF_8));
  }
}
