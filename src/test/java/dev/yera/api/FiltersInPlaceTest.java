package dev.yera.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A WAR that has another descriptor than ours, and lacks a filter, is not deployed. */
class FiltersInPlaceTest {
  /** The patterns of the filters of our own descriptor, by class. */
  private static Map<String, List<String>> ours() throws Exception {
    Document descriptor =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("webapp/WEB-INF/web.xml").toFile());
    Map<String, String> classes = new HashMap<>();
    elements(descriptor, "filter")
        .forEach(each -> classes.put(text(each, "filter-name"), text(each, "filter-class")));
    Map<String, List<String>> patterns = new HashMap<>();
    elements(descriptor, "filter-mapping")
        .forEach(
            each ->
                patterns.put(
                    classes.get(text(each, "filter-name")), List.of(text(each, "url-pattern"))));
    return patterns;
  }

  private static Stream<Element> elements(Document document, String name) {
    var found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  static Stream<String> eachFilter() throws Exception {
    return ours().keySet().stream();
  }

  @Test
  void ourOwnDescriptorHasThemAll() throws Exception {
    Map<String, List<String>> filters = ours();
    assertThatCode(() -> deploy(filters)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("eachFilter")
  void withoutOneItIsNotDeployed(String filter) throws Exception {
    Map<String, List<String>> filters = ours();
    filters.remove(filter);
    assertThatThrownBy(() -> deploy(filters))
        .hasMessageContaining("WEB-INF/web.xml does not map the filter " + filter);
  }

  @ParameterizedTest
  @MethodSource("eachFilter")
  void norWithOneThatSomeRequestsDoNotPass(String filter) throws Exception {
    Map<String, List<String>> filters = ours();
    filters.put(filter, List.of("/portal/*"));
    assertThatThrownBy(() -> deploy(filters)).hasMessageContaining(filter);
  }

  private static void deploy(Map<String, List<String>> filters) {
    Map<String, FilterRegistration> registrations = new HashMap<>();
    filters.forEach(
        (name, patterns) ->
            registrations.put(
                name,
                answering(
                    FilterRegistration.class,
                    Map.of("getClassName", name, "getUrlPatternMappings", patterns))));
    ServletContext context =
        answering(ServletContext.class, Map.of("getFilterRegistrations", registrations));
    new FiltersInPlace().contextInitialized(new ServletContextEvent(context));
  }

  /** A part of a container that knows these answers. */
  private static <T> T answering(Class<T> type, Map<String, ?> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answers.get(method.getName())));
  }
}
