package dev.yera.bench.diet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One way to start a child.
 *
 * @param name what is different
 * @param main what runs in it
 * @param options of its JVM
 * @param environment besides what a worker gets
 * @param archive whether it has a class-data archive of its own
 */
record Variant(
    String name,
    String main,
    List<String> options,
    Map<String, String> environment,
    boolean archive) {
  static final String WORKER = "dev.yera.worker.Main";

  Variant named(String other) {
    return new Variant(other, main, options, environment, archive);
  }

  Variant running(Class<?> program) {
    return new Variant(name, program.getName(), options, environment, archive);
  }

  Variant withoutArchive() {
    return new Variant(name, main, options, environment, false);
  }

  Variant with(String option) {
    List<String> more = new ArrayList<>(options);
    more.add(option);
    return new Variant(name, main, more, environment, archive);
  }

  Variant without(String option) {
    return new Variant(
        name, main, options.stream().filter(o -> !o.equals(option)).toList(), environment, archive);
  }

  Variant in(String key, String value) {
    return new Variant(name, main, options, Map.of(key, value), archive);
  }

  /** With what it is without, and without what it is with. */
  Variant toggled(String option) {
    return options.contains(option)
        ? without(option).named("without `" + option + "`")
        : with(option).named("`" + option + "`");
  }
}
