package dev.yera.bench.micro;

import dev.yera.bench.Page;
import dev.yera.bench.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** All micro benchmarks; {@code page} takes longer and writes the page. */
public final class Main {
  private Main() {}

  /** {@code page} or {@code quick}, then optionally a part of a benchmark's name. */
  public static void main(String[] args) throws IOException, RunnerException {
    List<String> words = Arrays.asList(args);
    boolean page = words.contains("page");
    OptionsBuilder options = new OptionsBuilder();
    options.include(words.size() > 1 ? words.get(1) : "Benchmark");
    options.forks(page ? 3 : 1);
    options.warmupIterations(page ? 5 : 2).warmupTime(TimeValue.seconds(1));
    options.measurementIterations(page ? 5 : 2).measurementTime(TimeValue.seconds(1));
    options.addProfiler(GCProfiler.class);
    Collection<RunResult> results = new Runner(options.build()).run();
    Table table = new Table("", "ns for an event", "bytes allocated for an event");
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      int method = name.lastIndexOf('.');
      Result<?> time = result.getPrimaryResult();
      Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
      table.row(
          "`" + name.substring(name.lastIndexOf('.', method - 1) + 1) + "`",
          "%.0f ± %.0f".formatted(time.getScore(), time.getScoreError()),
          "%.0f".formatted(bytes.getScore()));
    }
    System.out.println(table);
    String how = page ? "3 forks of 5 iterations of 1 s" : "1 fork of 2 iterations of 1 s";
    new Page(page && words.size() == 1)
        .replace(
            "micro",
            "\nJava %s, JMH, %s (mean ± 99.9 %% error):\n\n%s\n"
                .formatted(System.getProperty("java.vm.version"), how, table));
  }
}
