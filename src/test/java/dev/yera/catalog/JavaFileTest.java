package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apps in a single source, as editors write it. */
class JavaFileTest {
  /** What Windows' editors put first: EF BB BF. */
  private static final String MARK = "\uFEFF";

  private static final String SOURCE =
      """
      package my.own;

      import dev.yera.app.App;

      public class Hello {
        @App(name = "Grüße")
        static void hello(String name) {}
      }
      """;

  private static final SharedSources.Use ALONE =
      new SharedSources.Use(Set.of(), false, true, List.of());

  @TempDir private Path work;
  private JavaFile compiler;

  @BeforeEach
  void makeCompiler() throws URISyntaxException {
    Path sdk =
        Path.of(dev.yera.app.App.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    WorkFolder folder = new WorkFolder(work);
    compiler = new JavaFile(folder, List.of(sdk), Folders.noLibraries(folder));
  }

  private Source.Found read(String source) throws IOException {
    return read(source.getBytes(StandardCharsets.UTF_8));
  }

  private Source.Found read(byte[] source) throws IOException {
    Map<String, byte[]> files = Map.of("Hello.java", source);
    return compiler.read("team/Hello.java", files, List.of(), ALONE);
  }

  @Test
  void aSourceIsAnApp() throws IOException {
    assertIsHello(read(SOURCE));
  }

  @Test
  void anErrorNamesTheVariableOfTheSource() throws Exception {
    Path jar =
        read("""
                package my.own;

                import dev.yera.app.App;

                public class Hello {
                  @App
                  public static void hello() {
                    String greeting = null;
                    greeting.length();
                  }
                }
                """)
            .apps()
            .get(0)
            .classPath()
            .get(0);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      Method hello = loader.loadClass("my.own.Hello").getMethod("hello");
      assertThatThrownBy(() -> hello.invoke(null))
          .cause()
          .isInstanceOf(NullPointerException.class)
          .hasMessageContaining("\"greeting\" is null");
    }
  }

  @Test
  void aSourceThatBeginsWithAByteOrderMarkIsAnApp() throws IOException {
    assertIsHello(read(MARK + SOURCE));
  }

  @Test
  void aSourceMayBeUtf16WithTheLineEndsOfWindows() throws IOException {
    String windows = MARK + SOURCE.replace("\n", "\r\n");
    assertIsHello(read(windows.getBytes(StandardCharsets.UTF_16LE)));
    assertIsHello(read(windows.getBytes(StandardCharsets.UTF_16BE)));
  }

  @Test
  void anEncodingThatIsNotReadIsNamed() throws IOException {
    BrokenApp unmarked = read(SOURCE.getBytes(StandardCharsets.UTF_16LE)).broken().get(0);
    assertThat(unmarked.problem()).contains("UTF-16 without a byte order mark");
    BrokenApp latin = read(SOURCE.getBytes(StandardCharsets.ISO_8859_1)).broken().get(0);
    assertThat(latin.problem()).contains("it is in another encoding than UTF-8");
  }

  private static void assertIsHello(Source.Found found) {
    assertThat(found.broken()).isEmpty();
    ListedApp app = found.apps().get(0);
    assertThat(app.id().value()).isEqualTo("my.own.Hello.hello");
    assertThat(app.name()).isEqualTo("Grüße");
    assertThat(app.params().orElseThrow().get(0).name()).isEqualTo("name");
  }

  @Test
  void ofABrokenSourceItIsKnownWhichAppsAreMissing() throws IOException {
    for (String source : List.of(SOURCE + "}", MARK + SOURCE + "}")) {
      BrokenApp broken = read(source).broken().get(0);
      assertThat(broken.place()).isEqualTo("team/Hello.java");
      assertThat(broken.problem()).startsWith("Hello.java:9:1: ");
      assertThat(List.of(broken.line(), broken.column())).containsExactly(9, 1);
      assertThat(broken.concerns("my.own.Hello.hello")).isTrue();
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whateverABrokenSourceLooksLikeItIsReadInLinearTime() throws IOException {
    for (String source :
        List.of(
            "\n".repeat(1_000_000) + "}",
            " ".repeat(1_000_000) + "}",
            " \n\t".repeat(300_000) + "}",
            "package a" + " ".repeat(1_000_000) + "}",
            "package\n".repeat(100_000) + "}")) {
      assertThat(read(source).broken()).hasSize(1);
    }
  }

  @Test
  void whatIsNestedTooDeepForTheCompilerIsBroken() throws IOException {
    String deep =
        "class Hello { int x = " + "(".repeat(500_000) + "1" + ")".repeat(500_000) + "; }";
    assertThat(read(deep).broken().get(0).problem()).contains("nested too deep");
  }

  @Test
  void aMarkThatIsNotTheFirstIsAnErrorAsForTheCompiler() throws IOException {
    assertThat(read(MARK + MARK + SOURCE).broken().get(0).problem()).contains("illegal character");
  }
}
