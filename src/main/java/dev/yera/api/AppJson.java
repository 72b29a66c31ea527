package dev.yera.api;

import dev.yera.app.call.Parameter;
import dev.yera.app.call.ParameterType;
import dev.yera.catalog.BrokenApp;
import dev.yera.catalog.ListedApp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Apps as JSON. */
public final class AppJson {
  private AppJson() {}

  /** What is wrong with one, in English, and for any language. */
  public static Map<String, Object> broken(BrokenApp app) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("place", app.place());
    members.put("problem", app.problem());
    members.put("reason", app.reason().members(Integer.MAX_VALUE));
    members.put("line", app.line() == 0 ? null : app.line());
    members.put("column", app.column() == 0 ? null : app.column());
    return members;
  }

  static Map<String, Object> app(ListedApp app) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("identifier", app.id().value());
    members.put("name", app.name());
    members.put("description", app.description());
    members.put("module", app.id().module());
    members.put("docs", app.description());
    members.put("params", app.params().orElse(List.of()).stream().map(AppJson::parameter).toList());
    members.put("return_type", app.returnType());
    members.put("app_kind", app.kind());
    members.put("width", app.width().wireName());
    return members;
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("name", parameter.name());
    members.put("description", parameter.description());
    members.put("type", parameter.type().wireName());
    members.put("kind", "POSITIONAL_OR_KEYWORD");
    members.put("has_default", parameter.hasDefault());
    members.put("default_value", parameter.defaultValue());
    if (parameter.type().scalar() == ParameterType.Scalar.ENUM) {
      members.put("options", parameter.type().options());
    }
    return members;
  }
}
