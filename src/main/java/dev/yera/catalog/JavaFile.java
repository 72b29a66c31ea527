package dev.yera.catalog;

import dev.yera.event.AuthoredText;
import dev.yera.event.UnreadableEncodingException;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.library.Coordinates;
import dev.yera.library.Libraries;
import dev.yera.library.Outcome;
import dev.yera.work.ModelJars;
import dev.yera.work.WorkFolder;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Apps in a {@code .java} file. The JDK that runs the server compiles it when found, with those of
 * its folder that it uses, into a jar named by the hash of the sources. So a source is compiled
 * once, and a session keeps its version.
 */
final class JavaFile {
  /** Matches within one line and without backtracking, so any source is scanned in linear time. */
  private static final Pattern PACKAGE =
      Pattern.compile("(?m)^[ \\t]*+package[ \\t]++([A-Za-z_][\\w.]*+)[ \\t]*+;");

  private static final String JAR = "app.jar";

  /** With the names of local variables, which messages of the JVM have. */
  private static final List<String> OPTIONS = List.of("-g", "-parameters", "-proc:none", "-nowarn");

  private final WorkFolder work;
  private final List<Path> workerJars;
  private final Libraries libraries;

  JavaFile(WorkFolder work, List<Path> workerJars, Libraries libraries) {
    this.work = work;
    this.workerJars = workerJars;
    this.libraries = libraries;
  }

  /**
   * Compiles the file and reads its apps.
   *
   * @param place its location, for messages; ends with the file's name
   * @param files by name, its content and that of the other files that it may use, whose names may
   *     begin with a path from its folder
   * @param jars of its own, beside it
   * @param use how it and others use each other
   */
  Source.Found read(String place, Map<String, byte[]> files, List<Path> jars, SharedSources.Use use)
      throws IOException {
    String name = Path.of(place).getFileName().toString();
    Map<String, byte[]> sources = new TreeMap<>(files);
    List<Source.Wanted> wanted = List.of();
    try {
      files.forEach((each, bytes) -> sources.put(each, readable(bytes, each.equals(name))));
      for (Directives.OtherSource each : use.missing()) {
        throw new BrokenAppException(
            AppFault.PART.with("//SOURCES", AppFault.NO_SOURCE.with(Excerpt.of(each.pattern()))),
            each.line(),
            1);
      }
      List<Directives.Library> named = libraries(name, sources);
      List<Path> needs = new ArrayList<>(jars);
      if (!named.isEmpty()) {
        List<Coordinates> coordinates =
            named.stream().map(Directives.Library::coordinates).distinct().toList();
        Outcome outcome = libraries.of(coordinates);
        wanted = List.of(new Source.Wanted(coordinates, outcome));
        needs.addAll(there(outcome, named));
      }
      List<Path> models =
          sources.values().stream().anyMatch(ModelJars::isUsedIn)
              ? ModelJars.unpack(work)
              : List.of();
      Path jar = compiled(name, sources, Stream.concat(needs.stream(), models.stream()).toList());
      needs.add(0, jar);
      Source.Found found =
          JarApps.read(jar, type -> name.equals(type.getSourceFile()), needs, workerJars, place)
              .with(models);
      if (found.apps().isEmpty() && found.broken().isEmpty() && !use.isForOthers()) {
        throw new BrokenAppException(AppFault.NO_APP.with());
      }
      return new Source.Found(found.apps(), found.broken(), wanted);
    } catch (BrokenAppException e) {
      return new Source.Found(
          List.of(),
          List.of(
              new BrokenApp(
                  place, e.reason(), module(name, sources.get(name)), e.line(), e.column())),
          wanted);
    }
  }

  /** What it and the files that it uses name; lines are those of its own. */
  private static List<Directives.Library> libraries(String name, Map<String, byte[]> sources) {
    List<Directives.Library> named = new ArrayList<>(directives(sources.get(name)).libraries());
    sources.forEach(
        (other, bytes) -> {
          if (!other.equals(name)) {
            try {
              directives(bytes)
                  .libraries()
                  .forEach(each -> named.add(new Directives.Library(each.coordinates(), 0)));
            } catch (BrokenAppException e) {
              throw new BrokenAppException(AppFault.PART.with(other + ":" + e.line(), e.reason()));
            }
          }
        });
    return named;
  }

  private static Directives directives(byte[] source) {
    return Directives.of(new String(source, StandardCharsets.UTF_8));
  }

  /** The jars, or why they are not there, with the line that names them. */
  private static List<Path> there(Outcome outcome, List<Directives.Library> named) {
    if (outcome instanceof Outcome.Found found) {
      return found.jars();
    }
    if (outcome instanceof Outcome.Missing missing) {
      int line =
          named.stream()
              .filter(each -> each.coordinates().equals(missing.culprit()))
              .mapToInt(Directives.Library::line)
              .findFirst()
              .orElse(named.get(0).line());
      throw new BrokenAppException(
          AppFault.PART.with("//DEPS", AppFault.IN_ITS_WORDS.with(missing.problem())),
          line,
          Math.min(line, 1));
    }
    throw new BrokenAppException(
        AppFault.FETCHING.with(
            named.stream()
                .map(each -> each.coordinates().toString())
                .distinct()
                .collect(Collectors.joining(", "))),
        named.get(0).line(),
        Math.min(named.get(0).line(), 1));
  }

  /** As UTF-8 without a mark, which the compiler would take for program text. */
  private static byte[] readable(byte[] file, boolean isItself) {
    try {
      return AuthoredText.utf8(file);
    } catch (UnreadableEncodingException e) {
      if (isItself) {
        throw new BrokenAppException(e.reason());
      }
      return file; // the compiler says whether it is needed
    }
  }

  /** The name of the class that the file would have. */
  private static String module(String fileName, byte[] source) {
    String name = fileName.substring(0, fileName.length() - ".java".length());
    String inPackage = packageOf(source);
    return inPackage.isEmpty() ? name : inPackage + "." + name;
  }

  private static String packageOf(byte[] source) {
    Matcher matcher = PACKAGE.matcher(new String(source, StandardCharsets.UTF_8));
    return matcher.find() ? matcher.group(1) : "";
  }

  private Path compiled(String name, Map<String, byte[]> sources, List<Path> needs)
      throws IOException {
    String classPath =
        Stream.concat(workerJars.stream(), needs.stream())
            .map(Path::toString)
            .collect(Collectors.joining(":"));
    Map<String, byte[]> key = new TreeMap<>();
    sources.forEach((each, bytes) -> key.put("source " + each, bytes));
    key.put("file", name.getBytes(StandardCharsets.UTF_8));
    key.put("options", OPTIONS.toString().getBytes(StandardCharsets.UTF_8));
    key.put("compiler", Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    key.put("class-path", classPath.getBytes(StandardCharsets.UTF_8));
    return work.made("compiled", key, () -> Map.of(JAR, compile(name, sources, classPath)))
        .resolve(JAR);
  }

  private static byte[] compile(String name, Map<String, byte[]> sources, String classPath)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new BrokenAppException(AppFault.NO_COMPILER.with());
    }
    Path scratch = Files.createTempDirectory("yera-compile");
    try {
      Path copies = Files.createDirectory(scratch.resolve("sources"));
      Map<String, Path> copy = new TreeMap<>();
      for (Map.Entry<String, byte[]> each : sources.entrySet()) {
        // Where the compiler looks for it, wherever it is.
        Path folder = copies.resolve(packageOf(each.getValue()).replace('.', '/'));
        Path file = Files.createDirectories(folder).resolve(Path.of(each.getKey()).getFileName());
        copy.put(each.getKey(), Files.write(file, each.getValue()));
      }
      Path classes = Files.createDirectory(scratch.resolve("classes"));
      DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(problems, Locale.ENGLISH, StandardCharsets.UTF_8)) {
        List<String> options =
            Stream.concat(
                    OPTIONS.stream(),
                    Stream.of(
                        "-cp",
                        classPath,
                        "-sourcepath",
                        copies.toString(),
                        "-d",
                        classes.toString()))
                .toList();
        boolean done =
            compiler
                .getTask(
                    new StringWriter(),
                    files,
                    problems,
                    options,
                    null,
                    files.getJavaFileObjects(copy.get(name)))
                .call();
        if (!done) {
          throw broken(name, problems);
        }
      }
      return ClassJar.of(classes, each -> true);
    } finally {
      delete(scratch);
    }
  }

  private static BrokenAppException broken(
      String name, DiagnosticCollector<JavaFileObject> problems) {
    List<? extends Diagnostic<? extends JavaFileObject>> errors =
        problems.getDiagnostics().stream()
            .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
            .toList();
    if (errors.isEmpty()) {
      return new BrokenAppException(AppFault.COMPILER_FAILED.with());
    }
    Reason words =
        AppFault.IN_ITS_WORDS.with(
            errors.stream()
                .map(each -> words(file(each, name), each))
                .collect(Collectors.joining("; ")));
    return errors.stream()
        .filter(each -> file(each, name).equals(name))
        .findFirst()
        .map(
            first ->
                new BrokenAppException(
                    words,
                    Math.toIntExact(Math.max(0, first.getLineNumber())),
                    Math.toIntExact(Math.max(0, first.getColumnNumber()))))
        .orElseGet(() -> new BrokenAppException(words)); // all are in files that it uses
  }

  /** The name of the file that an error is in. */
  private static String file(Diagnostic<? extends JavaFileObject> error, String otherwise) {
    return error.getSource() == null
        ? otherwise
        : Path.of(error.getSource().getName()).getFileName().toString();
  }

  private static String words(String name, Diagnostic<?> error) {
    return "%s:%d:%d: %s"
        .formatted(
            name, error.getLineNumber(), error.getColumnNumber(), error.getMessage(Locale.ENGLISH));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
