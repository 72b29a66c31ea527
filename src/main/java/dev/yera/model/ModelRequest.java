package dev.yera.model;

import dev.yera.event.json.Json;
import dev.yera.settings.ModelSettings;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an app wants of a model, as far as the gate has to know.
 *
 * @param model as the app calls it
 * @param isStreamed whether it wants the answer bit by bit
 * @param wantsUsage whether it asked to be told how many tokens that took
 */
record ModelRequest(String model, boolean isStreamed, boolean wantsUsage) {
  private static final String MODEL = "model";
  private static final String OPTIONS = "stream_options";
  private static final String USAGE = "include_usage";

  /** Looks at a body. */
  static ModelRequest of(byte[] body) throws GateRefusal {
    String model = "";
    boolean isStreamed = false;
    boolean wantsUsage = false;
    try (JsonParser parser = Json.parser(body, 0, body.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw noJson();
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(MODEL) && value == JsonToken.VALUE_STRING) {
          model = parser.getString();
        } else if (name.equals("stream")) {
          isStreamed = value == JsonToken.VALUE_TRUE;
        } else if (name.equals(OPTIONS) && value == JsonToken.START_OBJECT) {
          wantsUsage = options(parser).get(USAGE) == Boolean.TRUE;
          continue;
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw noJson();
      }
    } catch (JacksonException e) {
      throw noJson();
    }
    return new ModelRequest(model, isStreamed, wantsUsage);
  }

  private static GateRefusal noJson() {
    return GateRefusal.wrong(400, "invalid_json", "The body of the request is no JSON object.");
  }

  /** Its scalars: there is nothing else in it. */
  private static Map<String, Object> options(JsonParser parser) {
    Map<String, Object> options = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      switch (parser.nextToken()) {
        case VALUE_TRUE -> options.put(name, true);
        case VALUE_FALSE -> options.put(name, false);
        case VALUE_STRING -> options.put(name, parser.getString());
        default -> parser.skipChildren();
      }
    }
    return options;
  }

  /**
   * The same body for the provider: with its name of the model, and the wish to be told of tokens
   * if it takes that.
   */
  byte[] forProvider(byte[] body, ModelSettings provider) throws GateRefusal {
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + 128);
    Map<String, Object> options = new LinkedHashMap<>();
    try (JsonParser parser = Json.parser(body, 0, body.length);
        JsonGenerator to = Json.generator(out)) {
      parser.nextToken();
      to.writeStartObject();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (name.equals(OPTIONS) && value == JsonToken.START_OBJECT) {
          options.putAll(options(parser));
        } else if (Set.of(MODEL, OPTIONS).contains(name)) {
          parser.skipChildren();
        } else {
          to.writeName(name);
          to.copyCurrentStructureExact(parser);
        }
      }
      to.writeName(MODEL);
      to.writeString(provider.model());
      if (isStreamed && provider.isAskedForTokens()) {
        options.put(USAGE, true);
        to.writeName(OPTIONS);
        Json.write(to, options);
      }
      to.writeEndObject();
    } catch (JacksonException e) {
      throw noJson();
    }
    return out.toByteArray();
  }
}
