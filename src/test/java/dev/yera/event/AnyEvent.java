package dev.yera.event;

import dev.yera.event.block.Action;
import dev.yera.event.block.Answer;
import dev.yera.event.block.Asked;
import dev.yera.event.block.BarChart;
import dev.yera.event.block.Better;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Border;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.ChartData;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.Code;
import dev.yera.event.block.Columns;
import dev.yera.event.block.Container;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.EventClass;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Expander;
import dev.yera.event.block.Failure;
import dev.yera.event.block.FileBlock;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.FormStatus;
import dev.yera.event.block.Image;
import dev.yera.event.block.JsonValue;
import dev.yera.event.block.Level;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Metric;
import dev.yera.event.block.Notice;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.ProgressBar;
import dev.yera.event.block.Select;
import dev.yera.event.block.Slider;
import dev.yera.event.block.Speaker;
import dev.yera.event.block.Spinner;
import dev.yera.event.block.Start;
import dev.yera.event.block.Status;
import dev.yera.event.block.SysPrompt;
import dev.yera.event.block.Table;
import dev.yera.event.block.Tabs;
import dev.yera.event.block.Text;
import dev.yera.event.block.TextInput;
import dev.yera.event.block.TextRules;
import dev.yera.event.block.UnknownBlock;
import dev.yera.event.block.VegaChart;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Events of every kind, at random. */
public final class AnyEvent {
  private AnyEvent() {}

  /** Any text there is in Java: half surrogate pairs, line ends, NUL and what SSE is made of. */
  static Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(8),
            Arbitraries.strings().alpha().ofMaxLength(8),
            Arbitraries.of(
                "\n",
                "\r",
                "\r\n",
                "\n\n",
                "\0",
                "\u0085",
                "\u2028",
                "\u2029",
                "\uFEFF",
                "\uFFFD",
                "\uD83D",
                "\uDE00",
                "😀",
                "👩‍👩‍👧‍👦",
                "\\",
                "\"",
                "\\u0000",
                "id: 7\n",
                "\ndata: {}\n\n",
                ": ",
                "</script>"));
    return pieces.list().ofMaxSize(5).map(list -> String.join("", list));
  }

  /** What is said to a user; one that is blank counts as left out. */
  private static Arbitrary<String> sentences() {
    return texts().map(text -> text + "x").injectNull(0.5);
  }

  static Arbitrary<String> ids() {
    return texts().map(text -> text + "x");
  }

  /** Any value that JSON can carry, of the Java types that {@link Json} reads. */
  static Arbitrary<Object> values() {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            texts().asGeneric(),
            Arbitraries.longs().asGeneric(),
            doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric(),
            Arbitraries.bigIntegers()
                .greaterOrEqual(BigInteger.TWO.pow(63))
                .lessOrEqual(BigInteger.TEN.pow(60))
                .asGeneric(),
            Arbitraries.just(null));
    return Arbitraries.recursive(() -> scalars, AnyEvent::around, 0, 3);
  }

  private static Arbitrary<Object> around(Arbitrary<Object> inner) {
    return Arbitraries.oneOf(
        inner,
        inner.list().ofMaxSize(3).asGeneric(),
        Arbitraries.maps(names(), inner).ofMaxSize(3).asGeneric());
  }

  private static Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        Arbitraries.longs().map(Double::longBitsToDouble).filter(d -> Double.isFinite(d)),
        Arbitraries.of(0.0, -0.0, Double.MAX_VALUE, Double.MIN_VALUE, 1e22, 0.1));
  }

  /** Names of members that no block type has. */
  private static Arbitrary<String> names() {
    return Arbitraries.strings()
        .withCharRange('\0', '\uD7FF')
        .ofMaxLength(4)
        .map(name -> "x" + name + "!");
  }

  private static Arbitrary<Map<String, Object>> objects() {
    return Arbitraries.maps(names(), values()).ofMaxSize(3);
  }

  /** Blocks of every type. */
  public static Arbitrary<Block> blocks() {
    return Arbitraries.oneOf(content(), charts(), prompts(), others());
  }

  private static Arbitrary<Block> content() {
    Arbitrary<List<List<Object>>> rows = values().list().ofMaxSize(3).list().ofMaxSize(3);
    return Arbitraries.oneOf(
        texts().map(Markdown::new),
        Combinators.combine(texts(), Arbitraries.of(Speaker.class), texts()).as(Markdown::new),
        Combinators.combine(texts(), texts().injectNull(0.3)).as(Code::new),
        values().map(JsonValue::new),
        Combinators.combine(texts(), figures(), figures(), Arbitraries.of(Better.class))
            .as(Metric::new),
        Combinators.combine(files(), texts().injectNull(0.3), texts().injectNull(0.3))
            .as((file, alt, caption) -> new Image(file, alt, caption, null)),
        Combinators.combine(files(), texts().injectNull(0.3)).as(FileBlock::new),
        Combinators.combine(texts(), Arbitraries.of(Level.class)).as(Notice::new),
        rows.map(Table::more),
        texts().map(Text::new),
        texts().map(SysPrompt::new),
        Combinators.combine(strings(), rows, Arbitraries.of(Border.class)).as(AnyEvent::table));
  }

  private static Arbitrary<FileRef> files() {
    return Combinators.combine(texts(), texts().injectNull(0.3))
        .as((path, name) -> new FileRef(null, path, null, name, null, null));
  }

  private static Arbitrary<Object> figures() {
    return Arbitraries.oneOf(
            texts().asGeneric(), Arbitraries.longs().asGeneric(), doubles().asGeneric())
        .injectNull(0.3);
  }

  /** No row is longer than the headings, which would be remarked upon. */
  private static Block table(List<String> columns, List<List<Object>> rows, Border border) {
    return new Table(
        columns,
        rows.stream().map(row -> row.subList(0, Math.min(row.size(), columns.size()))).toList(),
        border);
  }

  private static Arbitrary<Block> charts() {
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    return Arbitraries.oneOf(
        Combinators.combine(chartData(), flags, flags)
            .as(
                (c, lies, stacks) ->
                    new BarChart(c.points(), c.x(), c.y(), c.colour(), lies, stacks)),
        chartData().map(c -> new LineChart(c.points(), c.x(), c.y(), c.colour())),
        objects().filter(spec -> VegaChart.refusal(spec).isEmpty()).map(VegaChart::new));
  }

  /** Charts that name what their data has. */
  private static Arbitrary<ChartData> chartData() {
    Arbitrary<List<Map<String, Object>>> data = objects().list().ofMaxSize(3);
    return Combinators.combine(
            data, names(), names().list().ofMaxSize(3), Arbitraries.of(true, false))
        .as(
            (points, x, y, coloured) -> {
              List<String> colours = coloured ? y.stream().map(name -> "#" + name).toList() : null;
              points.forEach(
                  point -> {
                    point.put(x, 1L);
                    y.forEach(name -> point.put(name, null));
                  });
              return new ChartData(points, x, y, colours);
            });
  }

  private static Arbitrary<Block> prompts() {
    Arbitrary<String> labels = texts().injectNull(0.3);
    Arbitrary<LocalDate> days =
        Arbitraries.longs()
            .between(LocalDate.of(0, 1, 1).toEpochDay(), LocalDate.of(9999, 12, 31).toEpochDay())
            .map(LocalDate::ofEpochDay);
    Arbitrary<Number> numbers =
        Arbitraries.oneOf(Arbitraries.longs().map(n -> n), doubles().map(n -> n));
    return Arbitraries.oneOf(
        labels.map(TextInput::new),
        Combinators.combine(options(), labels).as(Buttons::new),
        Combinators.combine(days.injectNull(0.2), labels).as(DatePicker::new),
        Combinators.combine(
                numbers.list().ofSize(3),
                Arbitraries.of(true, false),
                numbers.filter(n -> n.doubleValue() > 0).injectNull(0.3),
                labels)
            .as(AnyEvent::slider),
        Combinators.combine(asked(), rules())
            .as((asked, rules) -> new TextInput(asked, rules, null)),
        Combinators.combine(numbers.list().ofSize(2), asked()).as(AnyEvent::number),
        Combinators.combine(Arbitraries.of(true, false), asked()).as(Checkbox::new),
        Combinators.combine(options(), Arbitraries.of(true, false), asked()).as(AnyEvent::select));
  }

  private static Arbitrary<Asked> asked() {
    Arbitrary<String> words = texts().injectNull(0.5);
    return Combinators.combine(
            words, Arbitraries.of(true, false).injectNull(0.5), words, sentences())
        .as(Asked::new);
  }

  private static Arbitrary<TextRules> rules() {
    Arbitrary<String> words = texts().injectNull(0.5);
    Arbitrary<Integer> counts = Arbitraries.integers().greaterOrEqual(1).injectNull(0.5);
    return Combinators.combine(
            words, words, counts, words, sentences(), counts, Arbitraries.of(true, false))
        .as(
            (placeholder, first, most, pattern, message, lines, secret) ->
                new TextRules(
                    placeholder, secret ? null : first, most, pattern, message, lines, secret));
  }

  private static Block number(List<Number> two, Asked asked) {
    List<Number> sorted =
        two.stream().sorted(Comparator.comparing(n -> new BigDecimal(n.toString()))).toList();
    return new NumberInput(sorted.get(0), sorted.get(1), null, sorted.get(0), asked);
  }

  private static Block select(List<String> options, boolean multiple, Asked asked) {
    return new Select(options, options.subList(0, 1), multiple, 0, options.size(), asked);
  }

  private static Arbitrary<List<String>> options() {
    return texts()
        .filter(text -> !text.isBlank())
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  private static Slider slider(List<Number> three, boolean hasDefault, Number step, String label) {
    List<Number> sorted =
        three.stream().sorted(Comparator.comparing(n -> new BigDecimal(n.toString()))).toList();
    return new Slider(sorted.get(0), sorted.get(2), hasDefault ? sorted.get(1) : null, step, label);
  }

  private static Arbitrary<Block> others() {
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Status> statuses = Arbitraries.of(Status.class);
    Arbitrary<String> messages = texts().injectNull(0.3);
    return Arbitraries.oneOf(
        Combinators.combine(messages, statuses).as(Action::new),
        Combinators.combine(messages, statuses).as(Spinner::new),
        Combinators.combine(Arbitraries.doubles().between(0, 1), messages, statuses)
            .as(ProgressBar::new),
        Combinators.combine(Arbitraries.integers().greaterOrEqual(1), flags).as(Columns::new),
        flags.map(Container::new),
        strings().map(Tabs::new),
        Combinators.combine(texts(), flags).as(Expander::new),
        flags.map(each -> new Container(each, List.of("a", "b"), each ? 1 : null)),
        Combinators.combine(flags, sentences())
            .as((required, error) -> new FormBlock(true, FormStatus.AWAITING, required, error)),
        Combinators.combine(flags, Arbitraries.of(FormStatus.class)).as(FormBlock::new),
        Combinators.combine(texts(), values()).as(Answer::new),
        texts().map(Start::new),
        exits(),
        Combinators.combine(Arbitraries.of(EventClass.class), ids(), objects())
            .as((eventClass, type, members) -> new UnknownBlock(eventClass, "x" + type, members)));
  }

  private static Arbitrary<Block> exits() {
    Arbitrary<Failure> errors =
        Combinators.combine(texts(), texts(), strings()).as(Failure::new).injectNull(0.4);
    return Combinators.combine(
            Arbitraries.integers(),
            texts(),
            texts(),
            texts().injectNull(0.5),
            doubles().filter(seconds -> seconds >= 0).injectNull(0.2),
            errors)
        .as(Exit::new);
  }

  private static Arbitrary<List<String>> strings() {
    return texts().list().ofMaxSize(3);
  }

  static Arbitrary<OutputEvent> events() {
    Arbitrary<Instant> times =
        Arbitraries.longs()
            .between(
                Instant.parse("0000-01-01T00:00:00Z").getEpochSecond() * 1_000_000,
                Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000)
            .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    Arbitrary<AppCall> calls =
        Combinators.combine(ids(), Arbitraries.integers().greaterOrEqual(0)).as(AppCall::new);
    return Combinators.combine(
            ids().map(BlockId::new),
            blocks(),
            objects(),
            times,
            Arbitraries.integers().greaterOrEqual(0),
            calls,
            ids().map(BlockId::new).injectNull(0.5))
        .as(
            (id, block, extra, time, chunk, call, parent) ->
                new OutputEvent(
                    id,
                    block,
                    block instanceof UnknownBlock ? Map.of() : extra,
                    time,
                    chunk,
                    call,
                    parent));
  }
}
