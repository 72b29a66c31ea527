package dev.yera.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives tests the one {@link PageWorld}, says what their windows show when they fail, and closes
 * the windows after them: after each test, or after all where they share an instance. Where there
 * is no browser they are skipped, unless {@code YERA_REQUIRE_BROWSER=1} says that there has to be
 * one.
 */
final class BrowserExtension
    implements ExecutionCondition,
        ParameterResolver,
        TestExecutionExceptionHandler,
        AfterEachCallback,
        AfterAllCallback {
  private static final Namespace HERE = Namespace.create(BrowserExtension.class);

  private static final String NO_BROWSER =
      "There is no Chromium, so the tests of the pages are skipped. To run them:"
          + " apt-get install chromium-headless-shell, or chromium (or name one by the environment variable YERA_BROWSER).";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (PageWorld.chromium().isPresent()) {
      return ConditionEvaluationResult.enabled("there is a browser");
    }
    if ("1".equals(System.getenv("YERA_REQUIRE_BROWSER"))) {
      throw new IllegalStateException("YERA_REQUIRE_BROWSER=1. " + NO_BROWSER);
    }
    System.err.println(NO_BROWSER);
    return ConditionEvaluationResult.disabled(NO_BROWSER);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PageWorld.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return world(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new AssertionError(world(context).report()));
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getTestInstanceLifecycle().orElseThrow() == Lifecycle.PER_METHOD) {
      world(context).closeWindows();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    world(context).closeWindows();
  }

  private static PageWorld world(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(HERE)
        .getOrComputeIfAbsent(PageWorld.class, type -> create(), PageWorld.class);
  }

  private static PageWorld create() {
    try {
      return new PageWorld();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
