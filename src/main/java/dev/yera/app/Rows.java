package dev.yera.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data of a table or a chart: maps or records, as maps of plain values. */
final class Rows {
  private final List<Map<String, Object>> maps = new ArrayList<>();

  private Rows() {}

  static Rows of(String word, List<?> data) {
    Rows rows = new Rows();
    for (Object row : data) {
      rows.maps.add(row(word, row, rows.maps.size()));
    }
    return rows;
  }

  private static Map<String, Object> row(String word, Object row, int index) {
    Map<String, Object> plain = new LinkedHashMap<>();
    if (row instanceof Map<?, ?> map) {
      map.forEach((name, value) -> plain.put(String.valueOf(name), PlainValue.of(word, value)));
    } else if (row instanceof Record object) {
      for (RecordComponent component : object.getClass().getRecordComponents()) {
        plain.put(component.getName(), PlainValue.of(word, value(object, component)));
      }
    } else {
      String type = row == null ? "null" : "a " + row.getClass().getSimpleName();
      throw Misuse.argument(
          word,
          "row " + index + " is " + type,
          "Give a list of maps or of records, or columns and rows");
    }
    return plain;
  }

  private static Object value(Record row, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(row);
    } catch (InvocationTargetException thrown) {
      throw new IllegalArgumentException(component + " of " + row.getClass(), thrown.getCause());
    } catch (IllegalAccessException hidden) {
      throw new IllegalArgumentException(component + " of " + row.getClass(), hidden);
    }
  }

  List<Map<String, Object>> maps() {
    return maps;
  }

  /** All names, in order of first occurrence. */
  List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Map<String, Object> map : maps) {
      names.addAll(map.keySet());
    }
    return new ArrayList<>(names);
  }

  /** The values of these names, row by row. */
  List<List<Object>> cells(List<String> names) {
    List<List<Object>> cells = new ArrayList<>();
    for (Map<String, Object> map : maps) {
      List<Object> row = new ArrayList<>();
      for (String name : names) {
        row.add(map.get(name));
      }
      cells.add(row);
    }
    return cells;
  }
}
