package dev.yera.transcript;

import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.transcript.TranscriptWords.Group;
import dev.yera.transcript.TranscriptWords.Word;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transcript as one file of HTML, which needs nothing else and runs nothing: whatever was said
 * is text in it.
 */
final class HtmlTranscript implements BlockWriter {
  private static final String STYLE =
      """

      :root { color-scheme: light dark; }
      body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
      dd { margin: 0; }
      .said, .answer { white-space: pre-wrap; }
      pre { white-space: pre-wrap; padding: .75rem; border: 1px solid GrayText; border-radius: .5rem; }
      table { border-collapse: collapse; margin: 1rem 0; }
      th, td { border: 1px solid GrayText; padding: .2rem .6rem; text-align: start; white-space: pre-wrap; }
      .stderr { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: .25rem double GrayText; }
      .question { margin: 1rem 0; padding-inline-start: 1rem; border-inline-start: .25rem solid GrayText; break-inside: avoid; }
      .question p { margin: .25rem 0; }
      .label, .failed { font-weight: 600; }
      footer { margin-top: 2rem; border-top: 1px solid GrayText; }
      @page { margin: 2cm; }
      @media print { body { margin: 0; max-width: none; font-size: 11pt; } thead { display: table-header-group; } tr { break-inside: avoid; } }
      """;

  /** It shows its own style, and nothing else. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
          .formatted(sha256(STYLE));

  private final Writer out;
  private final TranscriptWords words;

  HtmlTranscript(Writer out, TranscriptWords words) {
    this.out = out;
    this.words = words;
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void begin(TranscriptHead head) throws IOException {
    out.write("<!doctype html>\n<html lang=\"" + words.language() + "\">\n");
    out.write("<head>\n<meta charset=\"utf-8\">\n");
    out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\">\n");
    out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.write("<title>" + escaped(head.name()) + "</title>\n<style>" + STYLE + "</style>\n");
    out.write("</head>\n<body>\n<header>\n");
    element("h1", "", head.name());
    out.write("<dl>\n");
    fact(Word.APP, head.appName() + " (" + head.appId() + ")");
    fact(Word.SESSION, head.sessionId());
    fact(Word.STATUS, words.of(Group.STATES, head.status()));
    fact(Word.CREATED, Timestamps.format(head.createdAt()));
    if (head.startedAt().isPresent()) {
      fact(Word.STARTED, Timestamps.format(head.startedAt().get()));
    }
    if (head.endedAt().isPresent()) {
      fact(Word.ENDED, Timestamps.format(head.endedAt().get()));
    }
    out.write("</dl>\n</header>\n<main>\n");
  }

  private void fact(Word name, String value) throws IOException {
    out.write("<dt>" + escaped(words.of(name)) + "</dt>");
    element("dd", "", value);
  }

  private void element(String name, String kind, String text) throws IOException {
    open(name, kind);
    out.write(escaped(text));
    close(name);
  }

  private void open(String name, String kind) throws IOException {
    out.write("<" + name + (kind.isEmpty() ? "" : " class=\"" + kind + "\"") + " dir=\"auto\">");
    if (name.equals("pre")) {
      out.write("\n"); // readers drop one
    }
  }

  private void close(String name) throws IOException {
    out.write("</" + name + ">\n");
  }

  @Override
  public void block(WholeBlock block, List<GivenAnswer> answers) throws IOException {
    content(block, answers);
    Optional<LoggedEvent> feedback = block.feedback();
    if (feedback.isPresent()) {
      element("p", "answer", BlockWriter.feedback(feedback.get().data(), words));
    }
  }

  private void content(WholeBlock block, List<GivenAnswer> answers) throws IOException {
    Optional<BlockType> type = BlockType.of(block.first().blockType());
    if (type.isEmpty()) {
      element("pre", "", ChartTable.words(block.newest()));
      return;
    }
    switch (type.get()) {
      case MARKDOWN -> {
        String speaker = BlockWriter.speaker(block.first().data(), words);
        if (!speaker.isEmpty()) {
          element("p", "label", speaker);
        }
        text(block, "div", "said");
      }
      case CODE -> text(block, "pre", "");
      case JSON -> element("pre", "", Json.text(block.newest().get("value")));
      case METRIC -> element("p", "", BlockWriter.metric(block.newest()));
      case IMAGE, AUDIO, VIDEO, FILE -> element("p", "", BlockWriter.file(block.newest()));
      case NOTICE -> {
        Map<?, ?> data = block.newest();
        element(
            "p",
            "",
            words.of(Group.LEVELS, data.get("level")) + ": " + PlainText.of(data.get("message")));
      }
      case EXPANDER -> element("p", "label", PlainText.of(block.newest().get("label")));
      case TABS -> {
        String labels = BlockWriter.tabs(block.newest());
        if (!labels.isEmpty()) {
          element("p", "label", labels);
        }
      }
      case TEXT, TERMINAL -> console(block);
      case TABLE -> table(block);
      case BAR_CHART, LINE_CHART -> chart(ChartTable.of(block.newest()));
      case CHART -> {
        element("p", "", ChartTable.title(block.newest()));
        Optional<ChartTable> table = ChartTable.ofSpec(block.newest());
        if (table.isPresent()) {
          chart(table.get());
        }
      }
      case TEXT_INPUT,
          NUMBER_INPUT,
          BUTTONS,
          SELECT,
          CHECKBOX,
          SLIDER,
          DATE_PICKER,
          FILE_INPUT,
          CHAT_INPUT ->
          question(block.newest(), answers);
      case ACTION -> action(block);
      case SPINNER, PROGRESS -> {
        Map<?, ?> data = block.newest();
        element(
            "p",
            "",
            PlainText.of(data.get("message")) + " – " + words.of(Group.STEPS, data.get("status")));
      }
      case FORM, COLUMNS, CONTAINER, SYS_PROMPT, ANSWER, INTERRUPT, FEEDBACK, START, EXIT -> {
        // Fields have their own places; the others show nothing.
      }
    }
  }

  private void console(WholeBlock block) throws IOException {
    if (block.isErrorOutput()) {
      out.write("<figure class=\"stderr\"><figcaption>");
      out.write(escaped(words.of(Word.ERRORS)) + "</figcaption>\n");
      text(block, "pre", "");
      out.write("</figure>\n");
    } else {
      text(block, "pre", "");
    }
  }

  private void text(WholeBlock block, String name, String kind) throws IOException {
    open(name, kind);
    block.content(piece -> out.write(escaped(piece)));
    close(name);
  }

  private void question(Map<?, ?> data, List<GivenAnswer> answers) throws IOException {
    out.write("<div class=\"question\">\n");
    String label = PlainText.of(data.get("label"));
    element("p", "label", label.isBlank() ? words.of(Word.QUESTION) : label);
    boolean secret = Boolean.TRUE.equals(data.get("secret"));
    for (GivenAnswer each : answers) {
      element("p", "answer", secret ? words.of(Word.SECRET) : each.text());
    }
    if (answers.isEmpty()) {
      out.write("<p><em>" + escaped(words.of(Word.UNANSWERED)) + "</em></p>\n");
    }
    out.write("</div>\n");
  }

  private void action(WholeBlock block) throws IOException {
    out.write("<ul>\n");
    block.messages(message -> element("li", "", message));
    element("li", "", words.of(Group.STEPS, block.newest().get("status")));
    out.write("</ul>\n");
  }

  private void table(WholeBlock block) throws IOException {
    List<?> columns = ChartTable.list(block.table().data().get("columns"));
    int width = block.width(columns);
    head(columns, width);
    block.rows(row -> row(row, width, "td"));
    out.write("</tbody></table>\n");
  }

  private void chart(ChartTable table) throws IOException {
    head(table.columns(), table.columns().size());
    for (List<?> row : table.rows()) {
      row(row, row.size(), "td");
    }
    out.write("</tbody></table>\n");
  }

  private void head(List<?> columns, int width) throws IOException {
    out.write("<table><thead>\n");
    row(columns, width, "th");
    out.write("</thead><tbody>\n");
  }

  private void row(List<?> cells, int width, String cell) throws IOException {
    out.write("<tr>");
    for (int i = 0; i < width; i++) {
      element(cell, "", i < cells.size() ? PlainText.of(cells.get(i)) : "");
    }
    out.write("</tr>\n");
  }

  @Override
  public void exit(Map<?, ?> data) throws IOException {
    out.write("<footer>\n");
    Optional<Map<?, ?>> failure = BlockWriter.failure(data);
    element("p", "", BlockWriter.reason(data, words));
    Optional<String> returned = BlockWriter.returned(data);
    if (returned.isPresent()) {
      element("p", "said", words.of(Word.RETURNED) + ": " + returned.get());
    }
    Optional<String> models = BlockWriter.models(data, words);
    if (models.isPresent()) {
      element("p", "", models.get());
    }
    if (failure.isPresent()) {
      Map<?, ?> error = failure.get();
      element("p", "failed", PlainText.of(error.get("error_type")));
      element("p", "said", PlainText.of(error.get("message")));
      for (Object line : ChartTable.list(error.get("stderr"))) {
        element("pre", "", PlainText.of(line));
      }
    }
    out.write("</footer>\n");
  }

  @Override
  public void end() throws IOException {
    out.write("</main>\n</body>\n</html>\n");
  }

  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\t', '\n' -> safe.append(c);
        case '\r' -> safe.append("&#13;");
        default -> safe.append(c < ' ' || c == 0x7f ? '\uFFFD' : c);
      }
    }
    return safe.toString();
  }
}
