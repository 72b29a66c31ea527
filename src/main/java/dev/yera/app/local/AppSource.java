package dev.yera.app.local;

import dev.yera.app.App;
import dev.yera.app.call.AppMethod;
import dev.yera.event.AuthoredText;
import dev.yera.event.UnreadableEncodingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Finds an app: in a class of the class path, or in a {@code .java} file, which it compiles. */
final class AppSource {
  /** How a file names libraries, as for JBang. */
  private static final String DEPS = "//DEPS ";

  private static final String REMARK = " // ";

  private AppSource() {}

  /**
   * Finds the app.
   *
   * @param what an app id, a class name with one app, or the path of a file with one app
   * @throws IllegalArgumentException if there is none; the message is for the user
   */
  static AppMethod find(String what) throws IOException {
    if (what.endsWith(".java")) {
      return onlyApp(what, compile(Path.of(what)));
    }
    ClassLoader loader = AppSource.class.getClassLoader();
    try {
      return onlyApp(what, List.of(Class.forName(what, false, loader)));
    } catch (ClassNotFoundException notAClass) {
      try {
        return AppMethod.find(what, loader);
      } catch (ReflectiveOperationException noApp) {
        throw new IllegalArgumentException(
            what + " is not a .java file, a class with an app, or an app id: " + noApp.getMessage(),
            noApp);
      }
    }
  }

  /** Where the file of {@link #find} is; for an app of the class path the current folder. */
  static Path folder(String what) {
    Path here = Path.of("").toAbsolutePath();
    return what.endsWith(".java") ? here.resolve(what).getParent() : here;
  }

  private static AppMethod onlyApp(String what, List<Class<?>> classes) {
    List<AppMethod> apps = new ArrayList<>();
    for (Class<?> each : classes) {
      Stream.of(each.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(App.class))
          .map(AppMethod::of)
          .forEach(apps::add);
    }
    if (apps.size() != 1) {
      List<String> ids = apps.stream().map(AppMethod::id).sorted().toList();
      throw new IllegalArgumentException(
          what
              + (ids.isEmpty()
                  ? " has no method with @App"
                  : " has several apps: choose one of " + ids));
    }
    return apps.get(0);
  }

  private static List<Class<?>> compile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file " + file);
    }
    try {
      AuthoredText.utf8(Files.readAllBytes(file));
    } catch (UnreadableEncodingException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalArgumentException(
          "this Java has no compiler: run it with a JDK, or compile " + file + " first");
    }
    Path classes = Files.createTempDirectory("yera-console");
    StringWriter problems = new StringWriter();
    String beside = file.toAbsolutePath().getParent().toString();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        OwnClasses own = new OwnClasses(files, file)) {
      boolean compiled =
          compiler
              .getTask(
                  problems,
                  own,
                  null,
                  List.of(
                      "-g",
                      "-parameters",
                      "-proc:none",
                      "-sourcepath",
                      beside,
                      "-d",
                      classes.toString()),
                  null,
                  readable(files.getJavaFileObjects(file)))
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(problems.toString().strip() + libraries(file));
      }
      return load(classes, own.names());
    } finally {
      deleteAtExit(classes);
    }
  }

  /** What a server would have fetched for it. */
  private static String libraries(Path file) throws IOException {
    List<String> named =
        AuthoredText.of(Files.readAllBytes(file))
            .lines()
            .filter(line -> line.startsWith(DEPS))
            .map(line -> line.substring(DEPS.length()))
            .map(text -> text.contains(REMARK) ? text.substring(0, text.indexOf(REMARK)) : text)
            .map(String::strip)
            .toList();
    return named.isEmpty()
        ? ""
        : "%n%nIt names libraries: put %s on the class path of this command."
            .formatted(String.join(", ", named));
  }

  /** With what is in them as they were saved: the compiler knows neither marks nor UTF-16. */
  private static List<JavaFileObject> readable(Iterable<? extends JavaFileObject> sources) {
    List<JavaFileObject> unmarked = new ArrayList<>();
    for (JavaFileObject source : sources) {
      unmarked.add(
          new ForwardingJavaFileObject<>(source) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) throws IOException {
              try (InputStream in = openInputStream()) {
                return AuthoredText.of(in.readAllBytes());
              }
            }
          });
    }
    return unmarked;
  }

  @SuppressWarnings("resource") // the classes are used until the JVM ends
  private static List<Class<?>> load(Path folder, List<String> names) throws IOException {
    URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, AppSource.class.getClassLoader());
    List<Class<?>> classes = new ArrayList<>();
    try {
      for (String name : names) {
        classes.add(Class.forName(name, false, loader));
      }
    } catch (ClassNotFoundException vanished) {
      throw new IOException(vanished);
    }
    return classes;
  }

  private static void deleteAtExit(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      // The JVM deletes in reverse order: the folders last.
      files.forEach(each -> each.toFile().deleteOnExit());
    }
  }

  /** Notes the classes of the file: others of its folder, which it uses, are compiled with it. */
  private static final class OwnClasses extends ForwardingJavaFileManager<JavaFileManager> {
    private final Path file;
    private final List<String> names = new ArrayList<>();

    OwnClasses(JavaFileManager manager, Path file) {
      super(manager);
      this.file = file.toAbsolutePath();
    }

    List<String> names() {
      return names;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
        throws IOException {
      if (Path.of(sibling.getName()).toAbsolutePath().equals(file)) {
        names.add(className);
      }
      return super.getJavaFileForOutput(location, className, kind, sibling);
    }
  }
}
