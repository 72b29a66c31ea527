package dev.yera.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Test;

/** A fence that is left open is closed, and no other is opened: as a reader of Markdown sees it. */
class OpenFenceTest {
  private static final int MOST = 4;
  private static final List<String> LINES =
      List.of("", "a", "  a", "- a", "1. a", "- ```", "```", " ```", "   ~~~", "    ```", "\t~~~");

  private static List<String> texts() {
    List<String> all = new ArrayList<>(LINES);
    int from = 0;
    for (int lines = 2; lines <= MOST; lines++) {
      List<String> shorter = List.copyOf(all.subList(from, all.size()));
      from = all.size();
      for (String text : shorter) {
        LINES.forEach(line -> all.add(text + "\n" + line));
      }
    }
    return all;
  }

  @Test
  void whatFollowsATextOfAnyLinesIsNoProgram() {
    Parser parser = Parser.builder().build();
    HtmlRenderer renderer = HtmlRenderer.builder().build();
    for (String text : texts()) {
      OpenFence fence = new OpenFence();
      fence.see(text);
      String whole = text + "\n" + fence.end() + "\n*b*\n";
      assertThat(renderer.render(parser.parse(whole))).as(text).endsWith("<p><em>b</em></p>\n");
    }
  }
}
