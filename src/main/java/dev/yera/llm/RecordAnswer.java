package dev.yera.llm;

import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.yera.app.call.JsonToJava;
import dev.yera.event.json.Json;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A record as a schema for models, and made of what a model answered. Components are texts,
 * numbers, booleans, dates, enums, records, and lists of them.
 */
final class RecordAnswer {
  private RecordAnswer() {}

  static JsonSchema schema(Class<? extends Record> type) {
    return JsonSchema.builder().name(type.getSimpleName()).rootElement(object(type)).build();
  }

  private static JsonObjectSchema object(Class<?> type) {
    JsonObjectSchema.Builder object = JsonObjectSchema.builder().additionalProperties(false);
    List<String> names = new ArrayList<>();
    for (RecordComponent each : type.getRecordComponents()) {
      object.addProperty(each.getName(), element(each.getGenericType()));
      names.add(each.getName());
    }
    return object.required(names).build();
  }

  private static JsonSchemaElement element(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return JsonArraySchema.builder().items(element(generic.getActualTypeArguments()[0])).build();
    }
    if (type instanceof Class<?> plain) {
      if (plain.isRecord()) {
        return object(plain);
      } else if (plain.isEnum()) {
        return JsonEnumSchema.builder()
            .enumValues(
                Stream.of(plain.getEnumConstants()).map(it -> ((Enum<?>) it).name()).toList())
            .build();
      } else if (plain == String.class) {
        return new JsonStringSchema();
      } else if (plain == LocalDate.class) {
        return JsonStringSchema.builder().description("a date, YYYY-MM-DD").build();
      } else if (plain == boolean.class || plain == Boolean.class) {
        return new JsonBooleanSchema();
      } else if (List.<Class<?>>of(int.class, Integer.class, long.class, Long.class)
          .contains(plain)) {
        return new JsonIntegerSchema();
      } else if (plain == double.class || plain == Double.class) {
        return new JsonNumberSchema();
      }
    }
    throw new IllegalArgumentException(
        "fill: a component is a %s. Give a record of String, boolean, int, long, double, LocalDate, enums, records, and lists of them"
            .formatted(type.getTypeName()));
  }

  /**
   * The record that a text in JSON tells.
   *
   * @throws IllegalArgumentException if it does not; the message says why
   */
  static <R extends Record> R read(String json, Class<R> type) {
    Object record = value(Json.read(json), type);
    if (record == null) {
      throw new IllegalArgumentException("null is not a " + type.getSimpleName());
    }
    return type.cast(record);
  }

  private static Object value(Object json, Type type) {
    if (type instanceof ParameterizedType generic && json instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(each -> values.add(value(each, generic.getActualTypeArguments()[0])));
      return values;
    }
    if (!(type instanceof Class<?> plain) || !plain.isRecord() || json == null) {
      return JsonToJava.convert(json, type);
    }
    if (!(json instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException(json + " is not a " + plain.getSimpleName());
    }
    RecordComponent[] components = plain.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      try {
        values[i] = value(members.get(name), components[i].getGenericType());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
    return make(plain, components, values);
  }

  private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
