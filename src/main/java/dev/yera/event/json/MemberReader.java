package dev.yera.event.json;

import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads one member of an object, and builds nothing of the others, which is most of the work of
 * {@link Json#read(byte[])}. Thread-safe.
 */
public final class MemberReader {
  private final String name;

  /** Of the member of this name. */
  public MemberReader(String name) {
    this.name = name;
  }

  /**
   * Tells the texts and numbers in that member, however deep they are; of the names there nothing.
   * Each at least once. Nothing if there is no such member.
   *
   * @param offset where the object begins
   * @throws MalformedJsonException if the bytes up to the end of that member are no JSON
   */
  public void each(byte[] utf8, int offset, int length, Consumer<Object> values) {
    try (JsonParser parser = Json.parser(utf8, offset, length)) {
      each(parser, values);
    } catch (StreamConstraintsException longName) {
      again(utf8, offset, length, values);
    } catch (JacksonException e) {
      throw new MalformedJsonException(e.getOriginalMessage(), e);
    }
  }

  private void again(byte[] utf8, int offset, int length, Consumer<Object> values) {
    try (JsonParser parser = Json.parserOfLongNames(utf8, offset, length)) {
      each(parser, values);
    } catch (JacksonException e) {
      throw new MalformedJsonException(e.getOriginalMessage(), e);
    }
  }

  private void each(JsonParser parser, Consumer<Object> values) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    for (String at = parser.nextName(); at != null; at = parser.nextName()) {
      parser.nextToken();
      if (at.equals(name)) {
        valuesHere(parser, values);
        return;
      }
      parser.skipChildren();
    }
  }

  private static void valuesHere(JsonParser parser, Consumer<Object> values) {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_STRING || token.isNumeric()) {
        Object value = Json.scalar(parser);
        if (value != null) {
          values.accept(value);
        }
      }
    } while (depth > 0 && parser.nextToken() != null);
  }
}
