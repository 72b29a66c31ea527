package dev.yera.app;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A form with a field for each component of a record, filled in beforehand.
 *
 * @param <R> the record
 */
final class RecordForm<R extends Record> {
  private static final String WORD = "confirm";

  /** More constants than these are a list to choose from. */
  private static final int MOST_BUTTONS = 4;

  private final R filled;

  RecordForm(R filled) {
    this.filled = filled;
  }

  R ask(Frame frame) {
    return Form.ask(frame, this::fill);
  }

  private Supplier<R> fill(Form form) {
    List<Supplier<?>> fields = new ArrayList<>();
    for (RecordComponent each : filled.getClass().getRecordComponents()) {
      fields.add(field(form, each));
    }
    return () -> make(fields.stream().map(each -> (Object) each.get()).toArray());
  }

  private Supplier<?> field(Form form, RecordComponent component) {
    Class<?> type = component.getType();
    String label = label(component.getName());
    Object value = value(component);
    if (type == String.class) {
      return form.textInput(label, ask -> ask.optional().first((String) value));
    }
    if (type == boolean.class || type == Boolean.class) {
      return form.checkbox(label, ask -> ask.first((Boolean) value));
    }
    if (type == LocalDate.class) {
      return form.datePicker(label, ask -> need(ask, value != null).first((LocalDate) value));
    }
    if (type.isEnum()) {
      return choice(form, label, type.getEnumConstants(), value);
    }
    if (type == int.class || type == Integer.class) {
      Supplier<Integer> field =
          form.numberInput(
              label,
              Integer.MIN_VALUE,
              Integer.MAX_VALUE,
              ask -> need(ask, type.isPrimitive()).first(number(value)));
      return field;
    }
    if (type == long.class || type == Long.class) {
      return form.add(Questions.numberInput(label, type.isPrimitive(), (Long) value));
    }
    if (type == double.class || type == Double.class) {
      return form.numberInput(
          label,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          ask -> need(ask, type.isPrimitive()).first(finite((Double) value)));
    }
    throw Misuse.argument(
        WORD,
        "its component %s is a %s, which no question asks for"
            .formatted(component.getName(), type.getSimpleName()),
        "Give a record of String, boolean, int, long, double, LocalDate and enums");
  }

  private static <A extends Ask<?>> A need(A ask, boolean needed) {
    if (needed) {
      ask.required();
    } else {
      ask.optional();
    }
    return ask;
  }

  private static Double number(Object value) {
    return value == null ? null : ((Number) value).doubleValue();
  }

  /** What can be shown: JSON has no infinite numbers. */
  private static Double finite(Double value) {
    return value != null && Double.isFinite(value) ? value : null;
  }

  private static Supplier<Object> choice(
      Form form, String label, Object[] constants, Object value) {
    List<Object> options = Arrays.asList(constants);
    return constants.length <= MOST_BUTTONS
        ? form.buttons(label, options, ask -> need(ask, value != null).first(value))
        : form.select(label, options, ask -> need(ask, value != null).first(value));
  }

  /** {@code departureDay} as {@code Departure day}. */
  private static String label(String name) {
    StringBuilder label = new StringBuilder();
    name.chars()
        .forEach(
            c -> {
              if (Character.isUpperCase(c)) {
                label.append(' ');
              }
              label.append((char) Character.toLowerCase(c));
            });
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  private Object value(RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(filled);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  private R make(Object[] values) {
    RecordComponent[] components = filled.getClass().getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      @SuppressWarnings("unchecked") // its own class
      Constructor<R> constructor = (Constructor<R>) filled.getClass().getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw failure(e);
    }
  }

  /** What the record itself throws, as it is. */
  private static RuntimeException failure(ReflectiveOperationException e) {
    if (e instanceof InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException own) {
        return own;
      }
      if (thrown.getCause() instanceof Error error) {
        throw error;
      }
    }
    return new IllegalStateException(e);
  }
}
