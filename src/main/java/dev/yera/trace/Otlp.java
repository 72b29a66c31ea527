package dev.yera.trace;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Spans for a collector, where OpenTelemetry's variables ask for them; without these nothing of
 * OpenTelemetry is unpacked or loaded.
 */
public final class Otlp {
  private static final Logger LOG = Logger.getLogger(Otlp.class.getName());
  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";
  private static final List<String> ENDPOINTS =
      List.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT");

  /** OpenTelemetry's SDK and what it needs. */
  @FunctionalInterface
  public interface Jars {
    /** Unpacks them if necessary. */
    List<Path> get() throws IOException;
  }

  private Otlp() {}

  /**
   * What OpenTelemetry's variables ask for, in the environment or, as its Java agent takes them, as
   * properties of the system. What cannot be followed is logged, and turns it off.
   *
   * @param jars asked once, if somebody wants spans
   */
  public static Tracing ofThisServer(Jars jars) {
    return of(
        name -> {
          String property = System.getProperty(property(name));
          return property != null ? property : System.getenv(name);
        },
        Map.of(),
        jars);
  }

  /**
   * The same with other variables.
   *
   * @param variables what the environment does not have
   */
  static Tracing of(Map<String, String> variables, Jars jars) {
    return of(variables::get, variables, jars);
  }

  private static Tracing of(
      UnaryOperator<String> environment, Map<String, String> more, Jars jars) {
    UnaryOperator<String> given =
        name -> {
          String value = environment.apply(name);
          return value == null ? "" : value.strip();
        };
    boolean wanted =
        given.apply(EXPORTER).equals("otlp")
            || ENDPOINTS.stream().anyMatch(name -> !given.apply(name).isEmpty());
    boolean off =
        given.apply("OTEL_SDK_DISABLED").equalsIgnoreCase("true")
            || !Set.of("", "otlp").contains(given.apply(EXPORTER));
    if (!wanted || off) {
      return Tracing.OFF;
    }
    try {
      Tracing tracing = SdkLoader.tracing(urls(jars.get()), properties(more));
      LOG.log(Level.INFO, "Traces are sent by OTLP (OTEL_…)");
      return tracing;
    } catch (IOException | RuntimeException | ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "No traces are sent (OTEL_…): {0}", words(e));
      return Tracing.OFF;
    }
  }

  /** A message may have what stands in a variable, and headers are secrets. */
  private static String words(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("headers") ? "its headers cannot be read" : message;
  }

  private static Map<String, String> properties(Map<String, String> variables) {
    return variables.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(each -> property(each.getKey()), Map.Entry::getValue));
  }

  private static String property(String variable) {
    return variable.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static URL[] urls(List<Path> jars) throws MalformedURLException {
    URL[] urls = new URL[jars.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = jars.get(i).toUri().toURL();
    }
    return urls;
  }
}
