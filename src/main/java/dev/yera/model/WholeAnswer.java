package dev.yera.model;

import dev.yera.event.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * An answer in one piece, however large: it is read for its tokens while it passes, and not kept.
 */
final class WholeAnswer {
  private WholeAnswer() {}

  /**
   * Reads it to its end, whether it is JSON or not.
   *
   * @return the tokens that it tells; empty for none
   */
  static Optional<TokenBook.Count> read(InputStream passing) throws IOException {
    Optional<TokenBook.Count> usage = Optional.empty();
    try {
      usage = usage(passing);
    } catch (JacksonException notReadable) {
      usage = Optional.empty(); // it passes all the same
    }
    byte[] rest = new byte[8192];
    while (passing.read(rest) >= 0) {
      // it is read to be passed on
    }
    return usage;
  }

  private static Optional<TokenBook.Count> usage(InputStream passing) {
    Optional<TokenBook.Count> usage = Optional.empty();
    JsonParser parser = Json.parser(passing);
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isUsage = parser.currentName().equals("usage");
        if (parser.nextToken() == JsonToken.START_OBJECT && isUsage) {
          usage = ToldUsage.of(numbers(parser));
        } else {
          parser.skipChildren();
        }
      }
    }
    return usage;
  }

  private static Map<String, Object> numbers(JsonParser parser) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
        numbers.put(name, parser.getValueAsLong());
      } else {
        parser.skipChildren();
      }
    }
    return numbers;
  }
}
