package dev.yera.llm;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.yera.app.AppInterrupted;
import dev.yera.app.Progress;
import dev.yera.app.Yera;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tools that a model may use; each use is an action that the user sees. */
final class Toolbox {
  private static final int LONGEST_SHOWN = 200;

  private final Map<String, Function<ToolExecutionRequest, String>> uses = new LinkedHashMap<>();
  private final List<ToolSpecification> specifications = new ArrayList<>();

  /**
   * Of these.
   *
   * @throws IllegalArgumentException if two have the same name
   * @throws ModelException if a server of tools cannot be had; the user has been told by then
   */
  Toolbox(List<Object> tools) {
    for (Object each : tools) {
      if (each instanceof McpTools elsewhere) {
        elsewhere.specifications().forEach(one -> put(one, elsewhere::use));
      } else {
        addMethods(each);
      }
    }
  }

  private void addMethods(Object of) {
    for (Method method : of.getClass().getDeclaredMethods()) {
      if (method.isAnnotationPresent(Tool.class)) {
        method.setAccessible(true);
        DefaultToolExecutor executor =
            DefaultToolExecutor.builder()
                .object(of)
                .originalMethod(method)
                .methodToInvoke(method)
                .wrapToolArgumentsExceptions(true)
                .propagateToolExecutionExceptions(true)
                .build();
        put(
            ToolSpecifications.toolSpecificationFrom(method),
            request -> executor.execute(request, null));
      }
    }
  }

  private void put(ToolSpecification tool, Function<ToolExecutionRequest, String> use) {
    if (uses.put(tool.name(), use) != null) {
      throw new IllegalArgumentException("tools: two have the name " + tool.name());
    }
    specifications.add(tool);
  }

  List<ToolSpecification> specifications() {
    return specifications;
  }

  /**
   * Uses one.
   *
   * @return what the model is told: the result, or why there is none
   * @throws AppInterrupted if the user stops it
   */
  String use(ToolExecutionRequest request) {
    String shown = request.name() + " " + shortened(String.valueOf(request.arguments()));
    Progress action = Yera.action(shown.strip());
    try (action) {
      return use(request, action);
    }
  }

  /** Within the action: what is said after it has ended is not shown. */
  private String use(ToolExecutionRequest request, Progress action) {
    try {
      Function<ToolExecutionRequest, String> use = uses.get(request.name());
      if (use == null) {
        String problem = "There is no tool " + request.name();
        action.fail(problem);
        return problem;
      }
      String result = String.valueOf(use.apply(request));
      action.complete(shortened(result));
      return result;
    } catch (RuntimeException e) {
      Throwable cause = innermost(e);
      if (cause instanceof AppInterrupted interrupted) {
        throw interrupted;
      }
      if (cause instanceof InterruptedException) {
        Interrupts.throwAgain();
      }
      if (cause instanceof Error error) {
        throw error; // the app is to end
      }
      String problem = cause.getMessage() == null ? cause.toString() : cause.getMessage();
      action.fail(shortened(problem));
      return "The tool failed: " + problem;
    }
  }

  private static Throwable innermost(Throwable error) {
    Throwable each = error;
    while (each.getCause() != null && !(each instanceof AppInterrupted)) {
      each = each.getCause();
    }
    return each;
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
  }
}
