package dev.yera.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a server needs at its end is loaded at its start, and nothing else. */
class EagerClassesTest {
  private static final String TRACE = "/WEB-INF/classes/dev/yera/trace/";

  /** A deployment with these folders. */
  private static ServletContext with(Map<String, Set<String>> folders) {
    return (ServletContext)
        Proxy.newProxyInstance(
            EagerClassesTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> folders.get(arguments[0]));
  }

  @Test
  void whatHasALoaderOfItsOwnIsNotLoadedByTheDeployments() {
    ServletContext deployment =
        with(
            Map.of(
                "/WEB-INF/classes/dev/yera/",
                Set.of(TRACE),
                TRACE,
                Set.of(TRACE + "Span.class", TRACE + "sdk/"),
                TRACE + "sdk/",
                Set.of(TRACE + "sdk/IsNotThere.class")));
    assertThat(EagerClasses.load(deployment)).isEqualTo(1);
  }
}
