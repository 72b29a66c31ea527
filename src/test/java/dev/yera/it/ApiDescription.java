package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.MessageResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.schema.SchemaValidator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.yera.api.OpenApiResource;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code openapi.yaml}, and whether something is as it says. */
final class ApiDescription {
  private static final String BASE = "/api";

  private final OpenAPI described;
  private final OpenApiInteractionValidator validator;
  private final SchemaValidator schemas;

  /** The file; it has to be right in itself. */
  ApiDescription() {
    String text = text();
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    options.setResolveFully(true);
    SwaggerParseResult read = new OpenAPIV3Parser().readContents(text, null, options);
    assertThat(read.getMessages()).isEmpty();
    described = read.getOpenAPI();
    validator =
        OpenApiInteractionValidator.createForInlineApiSpecification(text)
            .withBasePathOverride(BASE)
            .build();
    schemas = new SchemaValidator(described, new MessageResolver());
  }

  /** As it is in the WAR. */
  static String text() {
    try (InputStream file = OpenApiResource.class.getResourceAsStream("openapi.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each verb and path, {@code GET /api/apps}, with what it says of it. */
  Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    described
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach((verb, operation) -> all.put(verb + " " + BASE + path, operation)));
    return all;
  }

  /** Each answer that an operation has by its status, {@code GET /api/apps 200}. */
  Set<String> answers() {
    Set<String> all = new TreeSet<>();
    operations()
        .forEach(
            (name, operation) ->
                operation.getResponses().keySet().stream()
                    .filter(status -> !status.equals("default"))
                    .forEach(status -> all.add(name + " " + status)));
    return all;
  }

  /** The example of a body, {@code null} if there is none. */
  String example(String operation, String mediaType) {
    return operations().get(operation).getRequestBody() == null
        ? null
        : json(
            operations().get(operation).getRequestBody().getContent().get(mediaType).getExample());
  }

  /** The media types of bodies that have an example. */
  Set<String> exampleTypes(String operation) {
    Set<String> types = new TreeSet<>();
    var body = operations().get(operation).getRequestBody();
    if (body != null) {
      body.getContent()
          .forEach(
              (type, content) -> {
                if (content.getExample() != null) {
                  types.add(type);
                }
              });
    }
    return types;
  }

  private static String json(Object example) {
    try {
      return new YAMLMapper().valueToTree(example).toString();
    } catch (IllegalArgumentException e) {
      throw new AssertionError(e);
    }
  }

  /** Fails if an answer is none that the description has for this request. */
  void holds(String verb, String path, Server.Answer answer) {
    SimpleResponse.Builder response = SimpleResponse.Builder.status(answer.status());
    answer.response().headers().map().forEach((name, values) -> response.withHeader(name, values));
    if (answer.response().body().length > 0) {
      response.withBody(answer.response().body());
    }
    ValidationReport report =
        validator.validateResponse(path.split("\\?", 2)[0], Method.valueOf(verb), response.build());
    assertThat(report.getMessages())
        .as(verb + " " + path + ": " + answer.status() + " " + answer.text())
        .isEmpty();
  }

  /** Fails if a request is none that the description knows. */
  void takes(String verb, String path, String type, String body) {
    SimpleRequest request =
        new SimpleRequest.Builder(verb, path).withContentType(type).withBody(body).build();
    assertThat(validator.validateRequest(request).getMessages())
        .as(verb + " " + path + " " + body)
        .isEmpty();
  }

  /** Fails if an example in a schema, or of an answer, does not fit. */
  void examplesFit() {
    described.getComponents().getSchemas().forEach(this::exampleFits);
    described
        .getComponents()
        .getResponses()
        .forEach((name, response) -> examplesFit(name, response));
  }

  private void examplesFit(String name, ApiResponse response) {
    for (MediaType content : response.getContent().values()) {
      if (content.getExample() != null) {
        fits(name, json(content.getExample()), content.getSchema());
      }
    }
  }

  private void exampleFits(String name, Schema<?> schema) {
    if (schema.getExample() != null) {
      fits(name, json(schema.getExample()), schema);
    }
  }

  private void fits(String name, String example, Schema<?> schema) {
    assertThat(schemas.validate(example, schema, "example").getMessages())
        .as(name + ": " + example)
        .isEmpty();
  }
}
