package dev.yera.session;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.kotlinx.lincheck.util.ExceptionResult;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;
import org.jetbrains.lincheck.util.AnalysisSectionsKt;

/**
 * Several things at once, again and again, under Lincheck: it holds all threads but one at every
 * access to what they share and decides which goes on. First come all ways with one switch between
 * threads, then those with two, and so on; the same in every build. Public, because Lincheck makes
 * and calls some of it.
 */
public final class Interleavings {
  private static boolean prepared;

  private Interleavings() {}

  /** One of the things that happen at once. */
  static final class Side<T> extends Thread {
    // Not a Thread that is given a task: newer JDKs keep that where Lincheck does not look, and it
    // would take what the task shares for the thread's own.
    private final Callable<T> task;
    private T value;
    private Exception refusal;

    private Side(Callable<T> task) {
      this.task = task;
    }

    @Override
    public void run() {
      try {
        value = task.call();
      } catch (Exception refused) {
        refusal = refused;
      }
    }

    boolean succeeded() {
      return refusal == null;
    }

    T value() {
      return value;
    }

    Exception refusal() {
      return refusal;
    }
  }

  static <T> Side<T> side(Callable<T> task) {
    return new Side<>(task);
  }

  static Side<Void> doing(Runnable task) {
    return new Side<>(
        () -> {
          task.run();
          return null;
        });
  }

  /** All at once; returns when all are done. */
  static void together(Side<?>... sides) {
    for (Side<?> side : sides) {
      side.start();
    }
    for (Side<?> side : sides) {
      join(side);
    }
  }

  /** Waits for it. The parameter is a Thread by its type: Lincheck knows no other join. */
  static void join(Thread side) {
    try {
      side.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something that is not to be explored, or cannot be: Lincheck has no files and no paths. */
  static <T> T unobserved(Supplier<T> task) {
    AnalysisSectionsKt.enterIgnoredSection();
    try {
      return task.get();
    } finally {
      AnalysisSectionsKt.leaveIgnoredSection();
    }
  }

  /** Instead of an assertion of a library, which would be explored as well. */
  static void promise(boolean kept, String what) {
    if (!kept) {
      throw new AssertionError(what);
    }
  }

  /**
   * Explores.
   *
   * @param most how many interleavings at most, in a usual build
   * @param scene makes what they meet on, anew for each
   * @param play what is explored; gives what looks at the result, throws what is not promised, and
   *     else says how it came out
   * @return all the ways it came out: one that is missing was not met
   */
  static <S> Set<String> explore(int most, Supplier<S> scene, Function<S, Supplier<String>> play) {
    if (!prepared) {
      check(1, () -> () -> {}); // makes Lincheck's own classes known to the JVM
      prepared = true;
    }
    Set<String> seen = ConcurrentHashMap.newKeySet();
    // Once as it comes: loggers and other things of a class' first use are not for Lincheck.
    seen.add(play.apply(scene.get()).get());
    check(most, () -> new Played<>(scene.get(), play, seen));
    return seen;
  }

  private static void check(int most, Supplier<Runnable> next) {
    Exploration.next = next;
    new Schedules(most)
        .threads(1)
        .actorsPerThread(1)
        .actorsBefore(0)
        .actorsAfter(0)
        .iterations(1)
        .minimizeFailedScenario(false)
        .verifier(NothingThrown.class)
        .check(Exploration.class);
  }

  private record Played<S>(S scene, Function<S, Supplier<String>> play, Set<String> seen)
      implements Runnable {
    @Override
    public void run() {
      Supplier<String> verdict = play.apply(scene);
      unobserved(() -> seen.add(verdict.get()));
    }
  }

  /** What Lincheck makes for each interleaving, and calls once. */
  public static final class Exploration {
    private static Supplier<Runnable> next;
    private final Runnable played = next.get();

    @Operation
    public void play() {
      played.run();
    }
  }

  /** The promise of an exploration; Lincheck makes it, too. */
  public static final class NothingThrown implements Verifier {
    public NothingThrown(Class<?> exploration) {}

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      return results.getParallelResultsWithClock().stream()
          .flatMap(List::stream)
          .noneMatch(result -> result.getResult() instanceof ExceptionResult);
    }
  }
}
