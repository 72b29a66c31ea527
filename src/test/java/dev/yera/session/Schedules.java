package dev.yera.session;

import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ManagedOptions;
import org.jetbrains.lincheck.datastructures.ModelCheckingCTestConfiguration;

/**
 * Lincheck's model checking with a budget in schedules, and in nothing else. Its own options call a
 * schedule hung that takes more than half a minute; on a busy machine the first one does, for which
 * Lincheck rewrites much of the JDK. It needs no clock for what really hangs: it sees that all
 * threads wait, or that one goes round in a circle.
 */
public final class Schedules extends ManagedOptions<Schedules, ModelCheckingCTestConfiguration> {
  /** How many times the budget of a usual build: see the profile {@code interleavings}. */
  private static final int TIMES = Integer.getInteger("yera.schedules.times", 1);

  private static final Duration FOREVER = Duration.ofDays(1);

  /**
   * Options.
   *
   * @param most how many schedules at most, in a usual build
   */
  public Schedules(int most) {
    invocationsPerIteration(most * TIMES);
    setTimeoutMs(FOREVER.toMillis());
  }

  @Override
  public ModelCheckingCTestConfiguration createTestConfigurations(Class<?> test) {
    boolean jdkToo = true;
    boolean experimental = false;
    return new ModelCheckingCTestConfiguration(
        test,
        getIterations(),
        getThreads(),
        getActorsPerThread(),
        getActorsBefore(),
        getActorsAfter(),
        getExecutionGenerator(),
        getVerifier(),
        getCheckObstructionFreedom(),
        getLoopIterationsBeforeThreadSwitch(),
        getLoopBound(),
        getRecursionBound(),
        getInvocationsPerIteration(),
        getGuarantees(),
        getMinimizeFailedScenario(),
        test,
        getTimeoutMs(),
        getCustomScenarios(),
        jdkToo,
        getAwaitLoopsAnalysisEnabled(),
        experimental);
  }
}
