package dev.yera.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.event.block.Action;
import dev.yera.event.block.Answer;
import dev.yera.event.block.Asked;
import dev.yera.event.block.Audio;
import dev.yera.event.block.BarChart;
import dev.yera.event.block.Better;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.BlockType;
import dev.yera.event.block.Border;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.ChatInput;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.Code;
import dev.yera.event.block.Columns;
import dev.yera.event.block.Container;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.EventClass;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Expander;
import dev.yera.event.block.Failure;
import dev.yera.event.block.Feedback;
import dev.yera.event.block.FileBlock;
import dev.yera.event.block.FileInput;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.FormStatus;
import dev.yera.event.block.Format;
import dev.yera.event.block.Image;
import dev.yera.event.block.Interrupt;
import dev.yera.event.block.JsonValue;
import dev.yera.event.block.Level;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Metric;
import dev.yera.event.block.ModelUse;
import dev.yera.event.block.Notice;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.ProgressBar;
import dev.yera.event.block.Rating;
import dev.yera.event.block.Select;
import dev.yera.event.block.Slider;
import dev.yera.event.block.Speaker;
import dev.yera.event.block.Spinner;
import dev.yera.event.block.Start;
import dev.yera.event.block.Status;
import dev.yera.event.block.SysPrompt;
import dev.yera.event.block.Table;
import dev.yera.event.block.Tabs;
import dev.yera.event.block.Terminal;
import dev.yera.event.block.Text;
import dev.yera.event.block.TextInput;
import dev.yera.event.block.TextRules;
import dev.yera.event.block.UnknownBlock;
import dev.yera.event.block.VegaChart;
import dev.yera.event.block.Video;
import dev.yera.event.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the contract's table of blocks. */
class BlocksTest {
  private static final String NOW = "2026-11-22T10:00:00.123456Z";

  static Stream<Arguments> rows() {
    return Stream.of(
        row("content", "markdown", "{'content':'# hi'}", new Markdown("# hi")),
        row(
            "content",
            "markdown",
            "{'content':'hi','role':'assistant','name':'Ada'}",
            new Markdown("hi", Speaker.ASSISTANT, "Ada")),
        row(
            "content",
            "code",
            "{'content':'x = 1','language':'python'}",
            new Code("x = 1", "python")),
        row(
            "content",
            "chart",
            "{'spec':{'data':{'values':[{'url':'https://x'}]}}}",
            new VegaChart(Map.of("data", Map.of("values", List.of(Map.of("url", "https://x")))))),
        row(
            "content",
            "chart",
            "{'spec':{'params':[{'bind':'scales'},{'bind':{'element':{'input':'select'}}}]}}",
            new VegaChart(
                Map.of(
                    "params",
                    List.of(
                        Map.of("bind", "scales"),
                        Map.of("bind", Map.of("element", Map.of("input", "select"))))))),
        row("content", "json", "{'value':{'a':[1,null]}}", new JsonValue(nested())),
        row(
            "content",
            "metric",
            "{'label':'Sales','value':1200,'delta':'-5 %','better':'down'}",
            new Metric("Sales", 1200L, "-5 %", Better.DOWN)),
        row(
            "content",
            "image",
            "{'file':{'path':'a.png','type':'image/png'},'alt':'A','caption':null,'width':9}",
            new Image(new FileRef(null, "a.png", null, null, "image/png", null), "A", null, 9)),
        row(
            "content",
            "audio",
            "{'file':{'base64':'UklGRg==','name':'a.wav'},'caption':'A'}",
            new Audio(FileRef.inline("a.wav", "UklGRg=="), "A")),
        row(
            "content",
            "video",
            "{'file':{'path':'/a/b.mp4'},'caption':null}",
            new Video(FileRef.at("/a/b.mp4"), null)),
        row(
            "content",
            "file",
            "{'file':{'file_id':'0a','name':'a.csv','type':'text/csv','size':3},'caption':'A'}",
            new FileBlock(FileRef.stored("0a", "a.csv", "text/csv", 3), "A")),
        row(
            "content",
            "table",
            "{'columns':['a'],'rows':[[1]],'border':true,'key':'a','formats':{'a':'percent'}}",
            new Table(
                List.of("a"),
                List.of(List.of(1L)),
                Border.ALL,
                "a",
                Map.of("a", Format.PERCENT),
                false)),
        row(
            "content",
            "table",
            "{'rows':[[1,2]],'append':true}",
            Table.more(List.of(List.of(1L, 2L)))),
        row(
            "progress",
            "notice",
            "{'message':'Full','level':'warning'}",
            new Notice("Full", Level.WARNING)),
        row("structure", "tabs", "{'labels':['a','b']}", new Tabs(List.of("a", "b"))),
        row("structure", "expander", "{'label':'More','open':true}", new Expander("More", true)),
        row("content", "text", "{'content':'hi'}", new Text("hi")),
        row("content", "terminal", "{'content':'hi'}", new Terminal("hi")),
        row("content", "text", "{'content':'hi','stream':'stderr'}", new Text("hi", true)),
        row(
            "content",
            "table",
            "{'columns':['a','b'],'rows':[[1,null],['x',{'deep':[true]}]],'border':'horizontal'}",
            new Table(
                List.of("a", "b"),
                List.of(Arrays.asList(1L, null), List.of("x", Map.of("deep", List.of(true)))),
                Border.HORIZONTAL)),
        row(
            "content",
            "bar_chart",
            "{'data':[{'n':2.5}],'x':'n','y':['n'],'colour':['red'],'horizontal':true,"
                + "'stack':true}",
            new BarChart(List.of(Map.of("n", 2.5)), "n", List.of("n"), List.of("red"), true, true)),
        row(
            "content",
            "line_chart",
            "{'data':[{'m':1}],'x':'m','y':['m'],'colour':null}",
            new LineChart(List.of(Map.of("m", 1L)), "m", List.of("m"), null)),
        row("prompt", "text_input", "{'label':'Name?'}", new TextInput("Name?")),
        row(
            "prompt",
            "buttons",
            "{'options':['a','b'],'label':null}",
            new Buttons(List.of("a", "b"), null)),
        row(
            "prompt",
            "slider",
            "{'min_value':1,'max_value':10,'default_value':3,'step':0.5,'label':'How?'}",
            new Slider(1L, 10L, 3L, 0.5, "How?")),
        row(
            "prompt",
            "date_picker",
            "{'default_date':'2026-11-22','label':'When?'}",
            new DatePicker(LocalDate.of(2026, 11, 22), "When?")),
        row(
            "progress",
            "action",
            "{'message':'step','status':'complete'}",
            new Action("step", Status.COMPLETE)),
        row(
            "progress",
            "spinner",
            "{'message':null,'status':'failed'}",
            new Spinner(null, Status.FAILED)),
        row(
            "prompt",
            "text_input",
            "{'label':'Word?','placeholder':'p','max_length':9,'pattern':'.*','pattern_message':'m',"
                + "'lines':2,'secret':true,'required':true,'help':'h','error':'e'}",
            new TextInput(
                new Asked("Word?", true, "h", "e"),
                new TextRules("p", null, 9, ".*", "m", 2, true),
                null)),
        row(
            "prompt",
            "number_input",
            "{'min_value':1,'max_value':null,'step':0.5,'default_value':2,'label':'How?',"
                + "'required':false}",
            new NumberInput(1L, null, 0.5, 2L, new Asked("How?", false, null, null))),
        row(
            "prompt",
            "checkbox",
            "{'label':'Sure?','default_value':true}",
            new Checkbox(true, Asked.of("Sure?"))),
        row(
            "prompt",
            "select",
            "{'options':['a','b'],'label':'One','default_value':'b'}",
            new Select(List.of("a", "b"), List.of("b"), false, 0, 2, Asked.of("One"))),
        row(
            "prompt",
            "select",
            "{'options':['a','b'],'label':'Some','default_value':['b','a'],'multiple':true,"
                + "'min_choices':1,'max_choices':2}",
            new Select(List.of("a", "b"), List.of("b", "a"), true, 1, 2, Asked.of("Some"))),
        row(
            "prompt",
            "file_input",
            "{'label':'File','accept':['image/*','.csv'],'max_bytes':9,'multiple':true,"
                + "'default_value':[{'file_id':'0a','name':'a.csv','type':'text/csv','size':3}],"
                + "'required':false}",
            new FileInput(
                List.of("image/*", ".csv"),
                9L,
                true,
                List.of(
                    Wire.members(
                        "{\"file_id\":\"0a\",\"name\":\"a.csv\",\"type\":\"text/csv\",\"size\":3}")),
                new Asked("File", false, null, null))),
        row(
            "prompt",
            "chat_input",
            "{'placeholder':'Say','accept':['*/*'],'default_value':{'files':[],'text':'x'},"
                + "'help':'h'}",
            new ChatInput(
                "Say",
                List.of("*/*"),
                new TreeMap<>(Map.of("text", "x", "files", List.of())),
                new Asked(null, null, "h", null))),
        row(
            "progress",
            "progress",
            "{'value':0.5,'message':'half','status':'active'}",
            new ProgressBar(0.5, "half", Status.ACTIVE)),
        row(
            "structure",
            "container",
            "{'border':false,'steps':['a','b'],'step':1}",
            new Container(false, List.of("a", "b"), 1)),
        row(
            "structure",
            "form",
            "{'border':true,'status':'awaiting','required':false,'error':'e'}",
            new FormBlock(true, FormStatus.AWAITING, false, "e")),
        row("structure", "columns", "{'n':3,'border':true}", new Columns(3, true)),
        row("structure", "container", "{'border':true}", new Container(true)),
        row(
            "structure",
            "form",
            "{'border':false,'status':'awaiting'}",
            new FormBlock(false, FormStatus.AWAITING)),
        row(
            "control",
            "answer",
            "{'block_type':'form','value':{'a':1}}",
            new Answer("form", Map.of("a", 1L))),
        row("control", "interrupt", "{}", new Interrupt()),
        row(
            "control",
            "feedback",
            "{\"rating\":\"down\",\"comment\":\"no\"}",
            new Feedback(Rating.DOWN, "no")),
        row(
            "progress",
            "progress",
            "{'value':null,'message':'m','status':'failed','cancellable':true,'cancelled':true}",
            new ProgressBar(null, "m", Status.FAILED, true, true)),
        row("context", "sys_prompt", "{'content':'Be kind.'}", new SysPrompt("Be kind.")),
        row("lifecycle", "start", "{'app_name':'Echo'}", new Start("Echo")),
        row(
            "lifecycle",
            "exit",
            "{'exit_code':3,'reason':'no','return_type':'int','return_value':'5',"
                + "'duration_seconds':1.5,'error':{'error_type':'E','message':'m','stderr':['l']}}",
            new Exit(3, "no", "int", "5", 1.5, new Failure("E", "m", List.of("l")))),
        row(
            "lifecycle",
            "exit",
            "{'exit_code':0,'reason':'ok','return_type':'int','return_value':'5',"
                + "'duration_seconds':1.5,'error':null,'models':{'fast':{'requests':2,"
                + "'input_tokens':1200,'output_tokens':34,'cost':0.0021,'currency':'USD'},"
                + "'local':{'requests':1,'input_tokens':5,'output_tokens':6}}}",
            new Exit(0, "ok", "int", "5", 1.5, null)
                .with(
                    new TreeMap<>(
                        Map.of(
                            "fast",
                            new ModelUse(2, 1200, 34, 0.0021, "USD"),
                            "local",
                            new ModelUse(1, 5, 6, null, null))))));
  }

  private static Object nested() {
    return Map.of("a", Arrays.asList(1L, null));
  }

  private static Arguments row(String eventClass, String type, String data, Block block) {
    return Arguments.of(eventClass, type, data.replace('\'', '"'), block);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("rows")
  void eachIsReadFromTheContractsJson(String eventClass, String type, String data, Block block) {
    Wire.Received received = Wire.receive(type, data);
    assertThat(received.event().block()).isEqualTo(block);
    assertThat(received.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("rows")
  void eachIsWrittenAsTheContractsJson(String eventClass, String type, String data, Block block) {
    OutputEvent event =
        new OutputEvent(new BlockId("b"), block, Wire.NOW, 4, new AppCall("some.app", 2), null);
    assertThat(new String(event.json(), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"event_class\":\"%s\",\"block_type\":\"%s\",\"block_id\":\"b\",\"data\":%s,"
                    .formatted(eventClass, type, data)
                + "\"timestamp\":\"%s\",\"chunk_id\":4,".formatted(NOW)
                + "\"app\":{\"name\":\"some.app\",\"instance_id\":2},\"parent_block_id\":null}");
  }

  /** What its data must have, to be more than a refused line. */
  private static String least(String type) {
    return type.equals("buttons") || type.equals("select") ? "{\"options\":[\"a\"]}" : "{}";
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("rows")
  void theClassOfAKnownBlockIsOursWhateverTheAppSays(
      String eventClass, String type, String data, Block block) {
    String line =
        "{\"event_class\":\"made_up\",\"block_type\":\"%s\",\"data\":%s}"
            .formatted(type, least(type));
    Wire.Received received = Wire.receive(line);
    assertThat(Wire.members(received.event().json())).containsEntry("event_class", eventClass);
    assertThat(received.complaints()).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("rows")
  void eachWithoutDataThroughJsonComesBackTheSame(
      String eventClass, String type, String data, Block block) {
    OutputEvent event = Wire.receive(type, least(type)).event();
    assertThat(Wire.complete(event.json())).isEqualTo(event);
  }

  @Test
  void thereIsARowForEveryBlockTypeWeKnow() {
    assertThat(rows().map(row -> row.get()[1]).distinct())
        .containsExactlyInAnyOrder(
            Stream.of(BlockType.values()).map(BlockType::wireName).toArray());
  }

  @ParameterizedTest
  @EnumSource
  void aNameOnTheWireNamesItsClass(EventClass eventClass) {
    assertThat(EventClass.of(eventClass.wireName())).contains(eventClass);
  }

  @Test
  void whatIsLeftOutOfDataHasADefault() {
    assertThat(left("table")).isEqualTo(new Table(List.of(), List.of(), Border.ALL));
    assertThat(left("bar_chart"))
        .isEqualTo(new BarChart(List.of(), "", List.of(), null, false, false));
    assertThat(left("text_input")).isEqualTo(new TextInput(null));
    assertThat(left("slider")).isEqualTo(new Slider(0L, 100L, 50L, null, (String) null));
    assertThat(left("date_picker")).isEqualTo(new DatePicker(null, (String) null));
    assertThat(left("action")).isEqualTo(new Action(null, Status.ACTIVE));
    assertThat(left("columns")).isEqualTo(new Columns(1, false));
    assertThat(left("form")).isEqualTo(new FormBlock(true, FormStatus.OPEN));
    assertThat(left("exit"))
        .isEqualTo(
            new Exit(0, "Yera program completed successfully.", "NoneType", null, null, null));
  }

  private static Block left(String type) {
    return Wire.receive(type, "{}").event().block();
  }

  @ParameterizedTest(name = "from {0} to {1}: {2}")
  @CsvSource({
    "0, 100, 50",
    "1, 2, 1.5",
    "-10, 10, 0",
    "0.1, 0.3, 0.2",
    "0, 9223372036854775807, 4611686018427387903.5",
    "9223372036854775807, 9223372036854775807, 9223372036854775807"
  })
  void aSliderWithoutDefaultStartsInTheMiddle(String low, String high, String middle) {
    OutputEvent event =
        Wire.receive("slider", "{\"min_value\":%s,\"max_value\":%s}".formatted(low, high)).event();
    assertThat(((Slider) event.block()).defaultValue()).isEqualTo(Json.read(middle));
  }

  @ParameterizedTest(name = "{0}.{1} = {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "markdown|content|1",
        "table|columns|'a'",
        "table|columns|[1]",
        "table|rows|[1]",
        "table|border|'vertical'",
        "table|formats|{'a':'percent'}",
        "table|formats|{'a':1}",
        "table|key|'a'",
        "markdown|role|'robot'",
        "code|language|1",
        "metric|value|true",
        "metric|better|'left'",
        "image|width|0",
        "video|file|'a.mp4'",
        "notice|level|'loud'",
        "tabs|labels|[1]",
        "expander|open|'yes'",
        "bar_chart|data|[[]]",
        "bar_chart|stack|'true'",
        "chart|spec|[]",
        "chart|spec|{'data':{'url':'https://x/a.csv'}}",
        "chart|spec|{'layer':[{'encoding':{'url':{'field':'a'}}}]}",
        "chart|spec|{'transform':[{'lookup':'a','from':{'data':{'url':'/api/me'}}}]}",
        "chart|spec|{'params':[{'name':'p','bind':{'input':'text','element':'body'}}]}",
        "chart|spec|{'params':[{'name':'p','bind':{'element':'#password','event':'input'}}]}",
        "chart|spec|{'layer':[{'params':[{'name':'p','bind':{'input':'image'}}]}]}",
        "chart|spec|{'params':[{'name':'p','select':'point','bind':{'a':{'input':'password'}}}]}",
        "text_input|label|[]",
        "slider|min_value|'1'",
        "date_picker|default_date|'tomorrow'",
        "date_picker|default_date|'2026-02-30'",
        "action|status|'done'",
        "columns|n|0",
        "columns|n|1.5",
        "columns|n|9223372036854775807",
        "form|status|true",
        "exit|exit_code|'0'",
        "exit|error|'broken'"
      })
  void aMemberOfTheWrongTypeCountsAsLeftOutAndIsReported(String type, String name, String value) {
    String json = value.replace('\'', '"');
    Wire.Received received = Wire.receive(type, "{\"%s\":%s}".formatted(name, json));
    assertThat(received.event().block()).isEqualTo(left(type));
    assertThat(received.complaints()).singleElement().asString().contains("data." + name);
    assertThat(received.event().extra()).isEmpty();
  }

  @Test
  void aRowLongerThanTheHeadingsStaysAndIsReported() {
    Wire.Received received =
        Wire.receive("table", "{\"columns\":[\"a\",\"b\"],\"rows\":[[1],[1,2,3,4],[1,2]]}");
    Table table = (Table) received.event().block();
    assertThat(table.rows())
        .isEqualTo(List.of(List.of(1L), List.of(1L, 2L, 3L, 4L), List.of(1L, 2L)));
    assertThat(table.columns()).isEqualTo(List.of("a", "b"));
    assertThat(table.width()).isEqualTo(4);
    assertThat(received.complaints())
        .containsExactly(
            "data.rows has a row with 4 cells for 2 columns: the cells beyond them have no title");
    assertThat(Wire.receive("table", "{\"columns\":[\"a\"],\"rows\":[[],[1]]}").complaints())
        .isEmpty();
  }

  @Test
  void membersThatABlockTypeDoesNotNameSurvive() {
    OutputEvent event =
        Wire.receive("markdown", "{\"tone\":{\"warm\":[1,2.5,null]},\"content\":\"hi\"}").event();
    assertThat(event.data())
        .containsEntry("content", "hi")
        .containsEntry("tone", Wire.members("{\"warm\":[1,2.5,null]}"));
    assertThat(Wire.complete(event.json())).isEqualTo(event);
  }

  @Test
  void aMemberThatWeDoNotKnowIsNamedWithTheNearestThatWeDo() {
    String slider = "{\"min\":1,\"MaxValue\":5,\"lable\":\"x\",\"colour\":\"red\"}";
    assertThat(Wire.receive("slider", slider).complaints())
        .containsExactly(
            "data.min is no member of slider; is min_value meant?",
            "data.MaxValue is no member of slider; is max_value meant?",
            "data.lable is no member of slider; is label meant?",
            "data.colour is no member of slider");
    String many =
        IntStream.range(0, 1_000)
            .mapToObj("\"m%d\":1"::formatted)
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(Wire.receive("slider", many).complaints()).hasSize(10);
    String name = "x".repeat(1_000);
    assertThat(Wire.receive("slider", "{\"%s\":1}".formatted(name)).complaints()).isEmpty();
  }

  @Test
  void aBlockTypeThatWeDoNotKnowIsPassedThrough() {
    Wire.Received received =
        Wire.receive(
            "{\"event_class\":\"prompt\",\"block_type\":\"hologram\",\"data\":{\"z\":[1],\"a\":2}}");
    OutputEvent event = received.event();
    assertThat(event.block())
        .isEqualTo(
            new UnknownBlock(EventClass.PROMPT, "hologram", Wire.members("{\"z\":[1],\"a\":2}")));
    assertThat(event.data().keySet()).containsExactly("z", "a");
    assertThat(Wire.complete(event.json())).isEqualTo(event);
    assertThat(received.complaints()).isEmpty();
  }

  @Test
  void anUnknownBlockIsContentIfItsClassIsUnknownToo() {
    Wire.Received without = Wire.receive("hologram", "{}");
    assertThat(without.event().block().eventClass()).isEqualTo(EventClass.CONTENT);
    assertThat(without.complaints()).isEmpty();
    Wire.Received odd = Wire.receive("{\"event_class\":\"x\",\"block_type\":\"hologram\"}");
    assertThat(odd.event().block().eventClass()).isEqualTo(EventClass.CONTENT);
    assertThat(odd.complaints()).singleElement().asString().startsWith("event_class");
  }
}
