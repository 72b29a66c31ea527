package dev.yera.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.Thorough;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What markdown looks like, however it is made, and however it comes in: all in one window. */
@Thorough
@InBrowser
@TestInstance(Lifecycle.PER_CLASS)
class MarkdownPageIT {
  private static final int MEBIBYTE = 1 << 20;
  private static final String SMALL_PAGE = "/problems/unknown-app";

  private Window window;

  /** In milliseconds, as long as it is on this machine. */
  private int aSecond;

  @BeforeAll
  void open(PageWorld world) {
    window = world.window().open(SMALL_PAGE);
    aSecond = window.onThisMachine(1000);
  }

  /** Draws a text of its own in one block and gives the block's markup. */
  private String drawn(String... chunks) {
    return (String) window.page().evaluate(MarkdownScripts.DRAW, chunks);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20261122, -7, 4711})
  void aTextThatIsStreamedLooksLikeOneThatIsReadAgain(int seed) {
    Object different = window.page().evaluate(MarkdownScripts.STREAM_AND_COMPARE, seed);
    assertThat(different).as("seed %s: the text, whole, in pieces", seed).isNull();
  }

  static Stream<List<String>> cuts() {
    return Stream.of(
        List.of("<details>\n<summary>T</summary>\n\nA", "\n\n</details>\n\nB"),
        List.of("- a\n#", "b"),
        List.of("[a]: /x", "y\n\n[a]"),
        List.of("[a] b\n\nc\n\n[a]: https://x.example\n\"t", "itle\"\n"),
        List.of("#", "# a\n\n# b"),
        List.of("a\r", "\nb\r\n\r", "\nc"),
        List.of("<!-", "- no", "te --", "> word"));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aCutChangesNothing(List<String> chunks) {
    assertThat(drawn(chunks.toArray(String[]::new))).isEqualTo(drawn(String.join("", chunks)));
  }

  @Test
  void whatGoesOnLongStaysInWhatItBeganIn() {
    String long_ = "words of a line\n".repeat(3000);
    assertThat(drawn("```js\n" + long_ + "```\n\nafter"))
        .contains("<p dir=\"auto\">after</p>")
        .doesNotContain("<p dir=\"auto\">words");
    assertThat(
            drawn("<details>\n<summary>T</summary>\n\n" + "A\n\n".repeat(9000) + "</details>\n\nB"))
        .doesNotContainPattern("</details>\\s*<p dir=\"auto\">A")
        .contains("</details>\n<p dir=\"auto\">B</p>");
    assertThat(drawn("| a | b |\n|---|---|\n" + "| 1 | 2 |\n".repeat(2000) + "\nafter"))
        .doesNotContain("<p dir=\"auto\">|");
    assertThat(drawn("<!--\n" + long_ + "\n" + long_ + "-->\n\nafter")).doesNotContain("words");
  }

  static Stream<String> hostile() {
    return Stream.of(
        "**a ",
        "*a_ ",
        "a**b*** ",
        "~~a ",
        "[",
        "[a](",
        "![a",
        "[a](<b",
        "$a ",
        "$$",
        "$x$ ",
        "$\\",
        "$$\n",
        "$$a\n\n",
        "`a``b```",
        "<b>",
        "<details>\n\n",
        "a <!--",
        "a <!A ",
        "<http://a",
        "&a",
        "> ",
        "- a\n",
        "1. ",
        "- > ",
        "# a\n",
        "a\n-\n",
        "\n",
        "\t",
        "```\n",
        "|a|\n|-|\n",
        "[a]: b \"",
        "a.b@c.de ",
        "http://",
        "a\u0301",
        "<sup><sub>",
        "\u05d0 **\u05d1** - ");
  }

  /** Plain text if need be; the frames that draw it are short. */
  @ParameterizedTest
  @MethodSource("hostile")
  void aMegabyteOfAnythingIsShownWithinASecondAndLeavesThePageAnswering(String fragment) {
    window.open(SMALL_PAGE); // what the one before left would be measured as well
    String text = "x" + fragment.repeat(MEBIBYTE / fragment.length()) + "\n\nTHE END";
    Map<?, ?> times = Map.of();
    // The best of three: another program on the machine is not to be measured.
    for (int i = 0; i < 3 && !isQuick(times); i++) {
      times = (Map<?, ?>) window.page().evaluate(MarkdownScripts.SHOW_AND_MEASURE, text);
    }
    assertThat(times).as("milliseconds").satisfies(each -> assertThat(isQuick(each)).isTrue());
    window.hasNoComplaints();
  }

  private boolean isQuick(Map<?, ?> times) {
    return times.values().stream().mapToInt(Integer.class::cast).allMatch(ms -> ms < aSecond)
        && !times.isEmpty();
  }

  @Test
  void aParagraphOfOpenAsterisksIsDrawnToItsEnd() {
    assertThat(drawn("**a ".repeat(8000)))
        .startsWith("<div class=\"piece\"><p dir=\"auto\">**a **a");
  }

  @Test
  void namesThatEveryObjectHasAreNoReferences() {
    assertThat(
            drawn(
                "[constructor] [toString] [hasOwnProperty]\n\n[valueOf]: https://x.example\n\n[valueOf]"))
        .contains("[constructor] [toString] [hasOwnProperty]")
        .contains("<a href=\"https://x.example\"");
  }

  @Test
  void commentsAreHidden() {
    assertThat(drawn("a <!-- note --> b\n\n<!-- note\n\nnote -->\n\n- c\n  <!-- note -->\n"))
        .doesNotContain("note")
        .doesNotContain("--");
    assertThat(drawn("a <!-- b")).contains("a &lt;!-- b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**「強調」**です",
        "彼は**「はい」**と言った",
        "**注意：**请看",
        "中文**“强调”**中文",
        "이것은 **\"강조\"**입니다",
        "**𠮷**野家",
        "~~「古い」~~です"
      })
  void emphasisNeedsNoSpacesInCjk(String text) {
    assertThat(drawn(text))
        .doesNotContain("**")
        .doesNotContain("~~")
        .containsPattern("<(strong|s)>");
  }

  @Test
  void emphasisElsewhereIsAsItWas() {
    assertThat(drawn("2 * 3 * 4, snake_case_name, 5*\"6\"*7, **bold**er, a ** b ** c"))
        .contains("2 * 3 * 4, snake_case_name, 5*\"6\"*7, <strong>bold</strong>er, a ** b ** c");
  }

  @Test
  void tagsEndWhereWhatIsAroundThemEnds() {
    assertThat(
            drawn(
                "a <b>b\n\nc *<i>d* e</i>\n\n- <b>f\n- g\n\n<details>\n\n> h\n>\n> </details>\n\ni"))
        .contains("<p dir=\"auto\">a <b>b</b></p>")
        .contains("<p dir=\"auto\">c <em><i>d</i></em> e</p>")
        .contains("<li><b>f</b></li>")
        .containsPattern(
            "<details dir=\"ltr\">\\s*<blockquote dir=\"ltr\">\\s*<p dir=\"auto\">h</p>\\s*</blockquote>\\s*<p dir=\"auto\">i</p>\\s*</details>");
  }

  @Test
  void detailsThatTheReaderOpenedStayOpenWhileTheTextGrows() {
    Object open = window.page().evaluate(MarkdownScripts.OPEN_AND_GROW);
    assertThat(open).isEqualTo(true);
  }
}
