package dev.yera.app;

import dev.yera.event.block.Audio;
import dev.yera.event.block.Better;
import dev.yera.event.block.Border;
import dev.yera.event.block.Code;
import dev.yera.event.block.Columns;
import dev.yera.event.block.Container;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Expander;
import dev.yera.event.block.FileBlock;
import dev.yera.event.block.Image;
import dev.yera.event.block.JsonValue;
import dev.yera.event.block.Level;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Metric;
import dev.yera.event.block.Notice;
import dev.yera.event.block.Speaker;
import dev.yera.event.block.SysPrompt;
import dev.yera.event.block.Text;
import dev.yera.event.block.Video;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Output and questions of an app: {@code import static dev.yera.app.Yera.*}. Each call shows or
 * asks one thing at once; a question waits for its answer. Any thread of the app may call these
 * methods.
 *
 * <p>It is long because it is one: an author needs one import, and finds everything that an app can
 * show or ask by completion behind one name. What a method does beyond naming its block is in the
 * builders and in the run of the app.
 */
public final class Yera {
  private Yera() {}

  // Output.

  /** Shows markdown. */
  public static void markdown(String content) {
    markdown().append(content);
  }

  /** Starts a markdown text that is shown while it grows. */
  public static Prose markdown() {
    return prose("markdown", Markdown::new);
  }

  /** Starts a markdown text that somebody says: {@code says(Speaker.ASSISTANT)}. */
  public static Prose says(Speaker role) {
    return says(role, null);
  }

  /** Starts a markdown text that somebody says, with their name above it. */
  public static Prose says(Speaker role, String name) {
    return prose("says", piece -> new Markdown(piece, role, name));
  }

  /** Shows verbatim text. */
  public static void text(String content) {
    text().append(content);
  }

  /** Starts a verbatim text that is shown while it grows. */
  public static Prose text() {
    return prose("text", Text::new);
  }

  private static Prose prose(String word, Prose.Kind kind) {
    Place here = Place.here(word);
    return new Prose(new OpenBlock(here, here.run().nextBlockId()), kind);
  }

  /** Shows a program, or a part of one. */
  public static void code(String content) {
    code(content, null);
  }

  /** Shows a program in this language: {@code code("print(1)", "python")}. */
  public static void code(String content, String language) {
    codeIn(language).append(content);
  }

  /** Starts a program that is shown while it grows. */
  public static Prose codeIn(String language) {
    return prose("code", piece -> new Code(piece, language));
  }

  /** Shows a value (maps, lists, numbers, texts) as JSON whose parts can be folded. */
  public static void json(Object value) {
    Place.here("json").open(new JsonValue(PlainValue.of("json", value)));
  }

  /** Shows one figure: {@code metric("Sales", 1200)}. */
  public static void metric(String label, Object value) {
    metric(label, value, null);
  }

  /** Shows one figure, and how it changed: {@code metric("Sales", 1200, -50)}. */
  public static void metric(String label, Object value, Object delta) {
    metric(label, value, delta, Better.UP);
  }

  /** Shows one figure, how it changed, and which change is good. */
  public static void metric(String label, Object value, Object delta, Better better) {
    Object figure = figure(value);
    Object change = figure(delta);
    Place.here("metric").open(new Metric(label, figure, change, better));
  }

  private static Object figure(Object value) {
    Object plain = PlainValue.of("metric", value);
    return plain == null || plain instanceof Number || plain instanceof String
        ? plain
        : plain.toString();
  }

  /** Shows a picture, which the app has written: {@code image(Path.of("plot.png"))}. */
  public static void image(Path file) {
    image(file, null);
  }

  /**
   * Shows a picture.
   *
   * @param alt what it shows, in words, for those who cannot see it; or null
   */
  public static void image(Path file, String alt) {
    image(file, alt, null, null);
  }

  /**
   * Shows a picture.
   *
   * @param file one that the app has written into its {@link App working folder}, or that is beside
   *     it; the server keeps a copy
   * @param alt what it shows, in words, for those who cannot see it; or null
   * @param caption a sentence below it, or null
   * @param width in CSS pixels; null for its own
   * @throws IllegalArgumentException if there is no such file
   */
  public static void image(Path file, String alt, String caption, Integer width) {
    Place.here("image").open(new Image(Gift.of("image", file), alt, caption, width));
  }

  /**
   * Shows a picture that is in memory, and small enough for a line; its type follows from the name.
   */
  public static void image(String name, byte[] content, String alt) {
    Place.here("image").open(new Image(Gift.of(name, content), alt, null, null));
  }

  /** Shows a sound that the user can play. */
  public static void audio(Path file) {
    audio(file, null);
  }

  /** Shows a sound, and a sentence below it. */
  public static void audio(Path file, String caption) {
    Place.here("audio").open(new Audio(Gift.of("audio", file), caption));
  }

  /** Shows a sound that is in memory, and small enough for a line. */
  public static void audio(String name, byte[] content, String caption) {
    Place.here("audio").open(new Audio(Gift.of(name, content), caption));
  }

  /** Shows a film that the user can play. */
  public static void video(Path file) {
    video(file, null);
  }

  /** Shows a film, and a sentence below it. */
  public static void video(Path file, String caption) {
    Place.here("video").open(new Video(Gift.of("video", file), caption));
  }

  /** Shows a film that is in memory, and small enough for a line. */
  public static void video(String name, byte[] content, String caption) {
    Place.here("video").open(new Video(Gift.of(name, content), caption));
  }

  /** Gives the user a file: {@code file(Path.of("report.csv"))}. */
  public static void file(Path file) {
    file(file, null);
  }

  /** Gives the user a file, and says a sentence about it. */
  public static void file(Path file, String caption) {
    Place.here("file").open(new FileBlock(Gift.of("file", file), caption));
  }

  /** Gives the user a file that is in memory, and small enough for a line. */
  public static void file(String name, byte[] content) {
    Place.here("file").open(new FileBlock(Gift.of(name, content), null));
  }

  /** Gives the user a text as a file: {@code file("report.csv", rows)}. */
  public static void file(String name, String content) {
    file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Shows a sentence that stands out. */
  public static void notice(String message) {
    notice(message, Level.INFO);
  }

  /** Shows a sentence that stands out: {@code notice("The disk is full", Level.WARNING)}. */
  public static void notice(String message, Level level) {
    Place.here("notice").open(new Notice(message, level));
  }

  /** Starts a table of these columns, whose rows come one after the other. */
  public static DataTable dataTable(String... columns) {
    return new DataTable(Place.here("dataTable"), List.of(columns));
  }

  /** Shows maps or records as a table: one row each, one column per name. */
  public static void table(List<?> rows) {
    table(rows, Border.ALL);
  }

  /** Shows maps or records as a table: one row each, one column per name. */
  public static void table(List<?> rows, Border border) {
    Tables.show(rows, border);
  }

  /** Shows a table; a cell may be any object, numbers stay numbers. */
  public static void table(List<String> columns, List<? extends List<?>> rows) {
    table(columns, rows, Border.ALL);
  }

  /** Shows a table; a cell may be any object, numbers stay numbers. */
  public static void table(List<String> columns, List<? extends List<?>> rows, Border border) {
    Tables.show(columns, rows, border);
  }

  /** Shows maps or records as a bar chart: {@code barChart(days, "date", "rain", "snow")}. */
  public static void barChart(List<?> data, String x, String... y) {
    simpleChart(data, x, y).bars();
  }

  /** Shows maps or records as a line chart: {@code lineChart(days, "date", "high", "low")}. */
  public static void lineChart(List<?> data, String x, String... y) {
    simpleChart(data, x, y).lines();
  }

  private static Chart simpleChart(List<?> data, String x, String... y) {
    Chart chart = chart(data).x(x);
    for (String name : y) {
      chart.y(name);
    }
    return chart;
  }

  /** Starts a chart with colours, or with horizontal or stacked bars. */
  public static Chart chart(List<?> data) {
    return new Chart(data);
  }

  /**
   * Shows a chart of any kind, described in Vega-Lite, with its data inside: {@code
   * chart(Map.of("data", Map.of("values", days), "mark", "bar", "encoding", …))}.
   */
  public static void chart(Map<String, ?> spec) {
    Specification.show(spec);
  }

  /** Shows a chart of any kind, described in Vega-Lite as JSON, with its data inside. */
  public static void chart(String spec) {
    Specification.show(spec);
  }

  // Questions.

  /** Asks for a line of text. */
  public static String textInput() {
    return textInput(null);
  }

  /** Asks for a line of text. */
  public static String textInput(String label) {
    return Questions.textInput(label).ask();
  }

  /** Asks to choose one of the options. */
  public static String buttons(String label, String... options) {
    return buttons(label, Arrays.asList(options));
  }

  /** Asks to choose one of the options, each shown as its {@code toString()}. */
  public static <T> T buttons(String label, List<T> options) {
    return Questions.buttons(label, options).ask();
  }

  /** Asks to choose one of the constants, each shown as its {@code toString()}. */
  public static <E extends Enum<E>> E buttons(String label, Class<E> options) {
    return Questions.buttons(label, options).ask();
  }

  /** Asks for a whole number from {@code min} to {@code max}; the middle is shown first. */
  public static int slider(String label, int min, int max) {
    return Questions.slider(label, min, max).ask();
  }

  /** Asks for a whole number from {@code min} to {@code max}; {@code first} is shown first. */
  public static int slider(String label, int min, int max, int first) {
    return slider(label, min, max, first, 1);
  }

  /** Asks for a whole number in steps. */
  public static int slider(String label, int min, int max, int first, int step) {
    return Questions.slider(label, min, max, first, step).ask();
  }

  /** Asks for a number from {@code min} to {@code max}; the middle is shown first. */
  public static double slider(String label, double min, double max) {
    return Questions.slider(label, min, max, null, null).ask();
  }

  /** Asks for a number from {@code min} to {@code max}; {@code first} is shown first. */
  public static double slider(String label, double min, double max, double first) {
    return Questions.slider(label, min, max, first, null).ask();
  }

  /** Asks for a number in steps. */
  public static double slider(String label, double min, double max, double first, double step) {
    return Questions.slider(label, min, max, first, step).ask();
  }

  /** Asks for a day; today is shown first. */
  public static LocalDate datePicker(String label) {
    return Questions.datePicker(label, (LocalDate) null).ask();
  }

  /** Asks for a day; {@code first} is shown first. */
  public static LocalDate datePicker(String label, LocalDate first) {
    return Questions.datePicker(label, first).ask();
  }

  /** Asks for a text; the lambda says more about it. */
  public static String textInput(String label, Consumer<AskText> saying) {
    return Questions.textInput(label, saying).ask();
  }

  /** Asks to choose one of the options; the lambda says more about it. */
  public static <T> T buttons(String label, List<T> options, Consumer<Ask<T>> saying) {
    return Questions.buttons(label, options, saying).ask();
  }

  /** Asks to choose one of a list. */
  public static String select(String label, String... options) {
    return select(label, Arrays.asList(options));
  }

  /** Asks to choose one of a list, each shown as its {@code toString()}. */
  public static <T> T select(String label, List<T> options) {
    return select(label, options, ask -> {});
  }

  /** Asks to choose one of a list; the lambda says more about it. */
  public static <T> T select(String label, List<T> options, Consumer<Ask<T>> saying) {
    return Questions.select(label, options, saying).ask();
  }

  /** Asks to choose any number of a list. */
  public static <T> List<T> selectMany(String label, List<T> options) {
    return selectMany(label, options, ask -> {});
  }

  /** Asks to choose several of a list; the lambda says how many, and more about it. */
  public static <T> List<T> selectMany(String label, List<T> options, Consumer<AskMany<T>> saying) {
    return Questions.selectMany(label, options, saying).ask();
  }

  /** Asks for yes or no. */
  public static boolean checkbox(String label) {
    return checkbox(label, ask -> {});
  }

  /** Asks for yes or no; the lambda says more about it. */
  public static Boolean checkbox(String label, Consumer<Ask<Boolean>> saying) {
    return Questions.checkbox(label, saying).ask();
  }

  /** Asks for any number, which is typed. */
  public static double numberInput(String label) {
    return numberInput(label, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Asks for a whole number from {@code min} to {@code max}, which is typed. */
  public static int numberInput(String label, int min, int max) {
    return numberInput(label, min, max, ask -> {});
  }

  /** Asks for a whole number; the lambda says more about it. */
  public static Integer numberInput(String label, int min, int max, Consumer<AskNumber> saying) {
    return Questions.numberInput(label, min, max, saying).ask();
  }

  /** Asks for a number from {@code min} to {@code max}, which is typed. */
  public static double numberInput(String label, double min, double max) {
    return numberInput(label, min, max, ask -> {});
  }

  /** Asks for a number; the lambda says more about it. Infinite bounds are none. */
  public static Double numberInput(
      String label, double min, double max, Consumer<AskNumber> saying) {
    return Questions.numberInput(label, min, max, saying).ask();
  }

  /** Asks for a whole number; the lambda says more about it. */
  public static Integer slider(String label, int min, int max, Consumer<AskNumber> saying) {
    return Questions.slider(label, min, max, saying).ask();
  }

  /** Asks for a number; the lambda says more about it. */
  public static Double slider(String label, double min, double max, Consumer<AskNumber> saying) {
    return Questions.slider(label, min, max, saying).ask();
  }

  /** Asks for a day; the lambda says more about it. */
  public static LocalDate datePicker(String label, Consumer<Ask<LocalDate>> saying) {
    return Questions.datePicker(label, saying).ask();
  }

  /**
   * Asks for a file: {@code upload("Report", ".csv", "text/plain")}.
   *
   * @param accept media types ({@code "image/*"} too) and endings; none for any file
   */
  public static Upload upload(String label, String... accept) {
    return upload(label, ask -> ask.accept(accept));
  }

  /** Asks for a file; the lambda says more about it. */
  public static Upload upload(String label, Consumer<AskUpload<Upload>> saying) {
    return Questions.upload(label, saying).ask();
  }

  /** Asks for any number of files; see {@link #upload(String, String...)}. */
  public static List<Upload> uploadMany(String label, String... accept) {
    return uploadMany(label, ask -> ask.accept(accept));
  }

  /** Asks for any number of files; the lambda says more about it. */
  public static List<Upload> uploadMany(String label, Consumer<AskUpload<List<Upload>>> saying) {
    return Questions.uploadMany(label, saying).ask();
  }

  /** Asks for a message of a chat, at the foot of the page. */
  public static ChatMessage chatInput() {
    return chatInput(ask -> {});
  }

  /**
   * Asks for a message of a chat; the lambda says more about it, and which files may come along.
   */
  public static ChatMessage chatInput(Consumer<AskChat> saying) {
    return Questions.chatInput(saying).ask();
  }

  /** Today, by the clock of the run; a test can set it with {@code AppRunner.at}. */
  public static LocalDate today() {
    return Place.here("today").run().today();
  }

  /**
   * Where the app's file is, with the data beside it, which can only be read: {@code
   * Files.readString(appFolder().resolve("sales.csv"))}. The current folder is another one: the
   * session's own, empty at the start and gone with it. With {@code AppRunner} and {@code Console}
   * it is the folder of a {@code .java} file, else the current one.
   *
   * @throws IllegalStateException if the app is a part of the deployment, which has no such folder
   */
  public static Path appFolder() {
    return Place.here("appFolder").run().appFolder();
  }

  /**
   * Whom the app runs for: who created the session, by name, groups, locale and time zone. With
   * {@code AppRunner} a test says who it is.
   */
  public static AppUser user() {
    return Place.here("user").run().user();
  }

  /** The user's lines, until one starts with {@code /quit}. */
  public static Iterable<String> chat() {
    return chat("/quit");
  }

  /** The user's lines, until one starts with the stop word. */
  public static Iterable<String> chat(String stopWord) {
    return () -> new Chat(stopWord);
  }

  /**
   * Asks several questions that are answered together.
   *
   * <pre>{@code
   * Trip trip =
   *     form(
   *         form -> {
   *           var name = form.textInput("Name");
   *           var day = form.datePicker("Day");
   *           return () -> new Trip(name.get(), day.get());
   *         });
   * }</pre>
   */
  public static <T, X extends Exception> T form(Form.Filling<T, X> filling) throws X {
    return form(Frame.BORDERED, filling);
  }

  /** Asks several questions that are answered together. */
  public static <T, X extends Exception> T form(Frame frame, Form.Filling<T, X> filling) throws X {
    return Form.ask(frame, filling);
  }

  /**
   * Shows a record as a form that is filled in already, and returns it as the user left it. Its
   * components are {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double},
   * {@code LocalDate} or enums; those that may be null can be left out. What its constructor throws
   * is thrown.
   */
  public static <R extends Record> R confirm(R filled) {
    return new RecordForm<>(filled).ask(Frame.BORDERED);
  }

  /** Asks whether something shall be done, and for the reason, which may be left out. */
  public static Approval approve(String question) {
    return Approval.ask(question);
  }

  /**
   * Asks several forms one after the other in one place of the page; the user can go back to those
   * before, and finds what was entered there.
   *
   * <pre>{@code
   * Trip trip =
   *     steps(
   *         steps -> {
   *           var who = steps.step("Who", form -> form.textInput("Name"));
   *           var day = steps.step("When", form -> form.datePicker("Day, " + who.get()));
   *           return () -> new Trip(who.get(), day.get());
   *         });
   * }</pre>
   */
  public static <T> T steps(Steps.Filling<T> filling) {
    return Steps.ask(filling);
  }

  // Layout.

  /** Shows the output of the lambda in a container, one block below the other. */
  public static <X extends Exception> void container(Work<X> inside) throws X {
    container(Frame.PLAIN, inside);
  }

  /** Shows the output of the lambda in a container, one block below the other. */
  public static <X extends Exception> void container(Frame frame, Work<X> inside) throws X {
    Layouts.inside("container", new Container(frame.border()), inside);
  }

  /** Shows the output of the lambda in a container, and returns its result. */
  public static <T, X extends Exception> T container(Work.Giving<T, X> inside) throws X {
    return container(Frame.PLAIN, inside);
  }

  /** Shows the output of the lambda in a container, and returns its result. */
  public static <T, X extends Exception> T container(Frame frame, Work.Giving<T, X> inside)
      throws X {
    return Layouts.inside("container", new Container(frame.border()), inside);
  }

  /** Shows each part in its own column. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <X extends Exception> void columns(Work<X>... parts) throws X {
    Layouts.columns(List.of(parts));
  }

  /**
   * Distributes the output of the lambda over {@code n} columns, from left to right, row by row.
   */
  public static <X extends Exception> void columns(int n, Work<X> inside) throws X {
    columns(n, Frame.PLAIN, inside);
  }

  /**
   * Distributes the output of the lambda over {@code n} columns, from left to right, row by row.
   */
  public static <X extends Exception> void columns(int n, Frame frame, Work<X> inside) throws X {
    if (n < 1) {
      throw Misuse.argument("columns", "their number is " + n, "Give 1 or more");
    }
    Layouts.inside("columns", new Columns(n, frame.border()), inside);
  }

  /** Shows each part in a tab of its own: {@code tabs(tab("Chart", …), tab("Data", …))}. */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <X extends Exception> void tabs(Tab<X>... parts) throws X {
    Layouts.tabs(List.of(parts));
  }

  /** A part for {@link #tabs}. */
  public static <X extends Exception> Tab<X> tab(String label, Work<X> inside) {
    return new Tab<>(label, inside);
  }

  /** Shows the output of the lambda in a part that is opened by its label. */
  public static <X extends Exception> void expander(String label, Work<X> inside) throws X {
    expander(label, false, inside);
  }

  /** Shows the output of the lambda in a part that may be open at first. */
  public static <X extends Exception> void expander(String label, boolean open, Work<X> inside)
      throws X {
    Layouts.inside("expander", new Expander(label, open), inside);
  }

  // Progress.

  /** Starts an action: a list of messages that ends as complete or failed. */
  public static Progress action(String message) {
    return Progress.action(Place.here("action"), message);
  }

  /** Runs the work as an action: complete when it returns, failed when it throws. */
  public static <X extends Exception> void action(String message, Work.Telling<X> work) throws X {
    action(message).during(work);
  }

  /** Starts a spinner: one message at a time, until it ends as complete or failed. */
  public static Progress spinner(String message) {
    return Progress.spinner(Place.here("spinner"), message);
  }

  /** Runs the work with a spinner: complete when it returns, failed when it throws. */
  public static <X extends Exception> void spinner(String message, Work<X> work) throws X {
    spinner(message).during(progress -> work.run());
  }

  /** Runs the work with a spinner, and returns its result. */
  public static <T, X extends Exception> T spinner(String message, Work.Giving<T, X> work)
      throws X {
    try (Progress spinner = spinner(message)) {
      T result = work.call();
      spinner.complete();
      return result;
    }
  }

  /**
   * Starts a bar that shows how far something is: {@code bar.at(0.49, "Row 490 of 1000")} redraws
   * it.
   */
  public static Progress progress(String message) {
    return Progress.bar(Place.here("progress"), message);
  }

  /** Runs the work with a bar: complete when it returns, failed when it throws. */
  public static <X extends Exception> void progress(String message, Work.Telling<X> work) throws X {
    progress(message).during(work);
  }

  /**
   * Runs the work with a bar and a button that cancels it: the thread is interrupted, {@link
   * #sleep}, waiting and the next output throw {@link AppInterrupted}.
   *
   * @return whether it was done; false if the user cancelled it
   */
  public static <X extends Exception> boolean cancellable(String message, Work.Telling<X> work)
      throws X {
    return Progress.cancellable(Place.here("cancellable"), message).unlessCancelled(work);
  }

  /**
   * Waits.
   *
   * @throws AppInterrupted if the user asks the app to give up what it does
   */
  public static void sleep(Duration time) {
    Run run = Place.here("sleep").run();
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      run.throwIfInterrupted();
      throw new QuestionInterruptedException("sleep", interrupted);
    }
  }

  // For a model.

  /**
   * Sets the system prompt for a model that reads the session. The page has it closed; users can
   * open it.
   */
  public static void systemPrompt(String content) {
    Place.here("systemPrompt").open(new SysPrompt(content));
  }

  // Nested apps.

  /** Runs another app at the current position: {@code runApp(Echo::echo)}. */
  public static <X extends Exception> void runApp(AppRef.Run0<X> app) throws X {
    NestedApp.run(app, app::run);
  }

  /** Runs another app at the current position: {@code runApp(Hello::hello, "Ada")}. */
  public static <A, X extends Exception> void runApp(AppRef.Run1<A, X> app, A a) throws X {
    NestedApp.run(app, () -> app.run(a));
  }

  /** Runs another app at the current position: {@code runApp(Burst::burst, 10, 200)}. */
  public static <A, B, X extends Exception> void runApp(AppRef.Run2<A, B, X> app, A a, B b)
      throws X {
    NestedApp.run(app, () -> app.run(a, b));
  }

  /** Runs another app at the current position. */
  public static <A, B, C, X extends Exception> void runApp(
      AppRef.Run3<A, B, C, X> app, A a, B b, C c) throws X {
    NestedApp.run(app, () -> app.run(a, b, c));
  }

  /** Runs another app at the current position, and returns its result. */
  public static <R, X extends Exception> R runApp(AppRef.Call0<R, X> app) throws X {
    return NestedApp.call(app, app::call);
  }

  /** Runs another app at the current position, and returns its result. */
  public static <A, R, X extends Exception> R runApp(AppRef.Call1<A, R, X> app, A a) throws X {
    return NestedApp.call(app, () -> app.call(a));
  }

  /** Runs another app at the current position, and returns its result. */
  public static <A, B, R, X extends Exception> R runApp(AppRef.Call2<A, B, R, X> app, A a, B b)
      throws X {
    return NestedApp.call(app, () -> app.call(a, b));
  }

  /** Runs another app at the current position, and returns its result. */
  public static <A, B, C, R, X extends Exception> R runApp(
      AppRef.Call3<A, B, C, R, X> app, A a, B b, C c) throws X {
    return NestedApp.call(app, () -> app.call(a, b, c));
  }

  // Exit.

  /** Ends the app; 0 is for success. */
  public static void exit(int code) {
    exit(code, code == 0 ? Exit.COMPLETED : "Exit code " + code);
  }

  /** Ends the app and tells the user why; 0 is for success. */
  public static void exit(int code, String reason) {
    if (code < 0 || code > 255) {
      throw Misuse.argument("exit", code + " is not an exit code", "Give one from 0 to 255");
    }
    leave("exit", new Exit(code, Ending.cut(reason), Exit.NO_VALUE, null, null, null));
  }

  /** Ends the app at the user's request. */
  public static void quit() {
    leave("quit", new Exit(0, Exit.QUIT, Exit.NO_VALUE, null, null, null));
  }

  private static void leave(String word, Exit exit) {
    Place.here(word).run().leave(exit);
  }
}
