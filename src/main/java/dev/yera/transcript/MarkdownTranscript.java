package dev.yera.transcript;

import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import dev.yera.transcript.TranscriptWords.Group;
import dev.yera.transcript.TranscriptWords.Word;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transcript as Markdown. What an app says as Markdown stands in it as it is; everything else
 * is escaped, so that it reads as it was written.
 */
final class MarkdownTranscript implements BlockWriter {
  private static final String CODE = "    ";

  /** Ends a list, or a program, that what is indented would go on with. */
  private static final String NO_LIST = "<!-- -->\n\n";

  private final Writer out;
  private final TranscriptWords words;

  MarkdownTranscript(Writer out, TranscriptWords words) {
    this.out = out;
    this.words = words;
  }

  @Override
  public void begin(TranscriptHead head) throws IOException {
    out.write("# " + line(head.name()) + "\n\n");
    fact(Word.APP, line(head.appName()) + " (`" + head.appId() + "`)");
    fact(Word.SESSION, "`" + head.sessionId() + "`");
    fact(Word.STATUS, words.of(Group.STATES, head.status()));
    fact(Word.CREATED, Timestamps.format(head.createdAt()));
    if (head.startedAt().isPresent()) {
      fact(Word.STARTED, Timestamps.format(head.startedAt().get()));
    }
    if (head.endedAt().isPresent()) {
      fact(Word.ENDED, Timestamps.format(head.endedAt().get()));
    }
  }

  private void fact(Word name, String value) throws IOException {
    out.write("- " + words.of(name) + ": " + value + "\n");
  }

  @Override
  public void block(WholeBlock block, List<GivenAnswer> answers) throws IOException {
    content(block, answers);
    Optional<LoggedEvent> feedback = block.feedback();
    if (feedback.isPresent()) {
      out.write("\n*" + line(BlockWriter.feedback(feedback.get().data(), words)) + "*\n");
    }
  }

  private void content(WholeBlock block, List<GivenAnswer> answers) throws IOException {
    Optional<BlockType> type = BlockType.of(block.first().blockType());
    if (type.isEmpty()) {
      code(block.newest());
      return;
    }
    switch (type.get()) {
      case MARKDOWN -> {
        String speaker = BlockWriter.speaker(block.first().data(), words);
        out.write(speaker.isEmpty() ? "\n" : "\n**" + line(speaker) + "**\n\n");
        String begin = PlainText.of(block.first().data().get("content"));
        out.write(speaker.isEmpty() && isIndented(begin) ? NO_LIST : "");
        OpenFence fence = new OpenFence();
        block.content(
            text -> {
              out.write(text);
              fence.see(text);
            });
        out.write("\n" + fence.end());
      }
      case CODE -> {
        block.content(verbatim()::write);
        out.write("\n");
      }
      case JSON -> verbatim().write(Json.text(block.newest().get("value")) + "\n");
      case METRIC -> out.write("\n" + line(BlockWriter.metric(block.newest())) + "\n");
      case IMAGE, AUDIO, VIDEO, FILE ->
          out.write("\n*" + line(BlockWriter.file(block.newest())) + "*\n");
      case NOTICE -> {
        Map<?, ?> data = block.newest();
        out.write("\n> **" + line(words.of(Group.LEVELS, data.get("level"))) + "** ");
        out.write(line(PlainText.of(data.get("message"))) + "\n");
      }
      case EXPANDER -> out.write("\n**" + line(PlainText.of(block.newest().get("label"))) + "**\n");
      case TABS -> {
        String labels = BlockWriter.tabs(block.newest());
        out.write(labels.isEmpty() ? "" : "\n**" + line(labels) + "**\n");
      }
      case TEXT, TERMINAL -> {
        if (block.isErrorOutput()) {
          out.write("\n*" + words.of(Word.ERRORS) + ":*\n");
        }
        block.content(verbatim()::write);
        out.write("\n");
      }
      case TABLE -> table(block);
      case BAR_CHART, LINE_CHART -> chart(ChartTable.of(block.newest()));
      case CHART -> {
        out.write("\n" + line(ChartTable.title(block.newest())) + "\n");
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
      case SPINNER, PROGRESS -> status(block.newest());
      case FORM, COLUMNS, CONTAINER, SYS_PROMPT, ANSWER, INTERRUPT, FEEDBACK, START, EXIT -> {
        // Fields have their own places; the others show nothing.
      }
    }
  }

  private static boolean isIndented(String text) {
    return !text.isEmpty() && text.charAt(0) <= ' ';
  }

  /** Begins what stands as it was written. */
  private Prefixed verbatim() throws IOException {
    out.write("\n" + NO_LIST);
    return new Prefixed(out, CODE);
  }

  private void question(Map<?, ?> data, List<GivenAnswer> answers) throws IOException {
    String label = PlainText.of(data.get("label"));
    out.write("\n**" + line(label.isBlank() ? words.of(Word.QUESTION) : label) + "**\n");
    if (answers.isEmpty()) {
      out.write("\n> *" + words.of(Word.UNANSWERED) + "*\n");
    }
    boolean secret = Boolean.TRUE.equals(data.get("secret"));
    for (GivenAnswer each : answers) {
      out.write("\n");
      String text = secret ? words.of(Word.SECRET) : each.text();
      new Prefixed(out, "> ")
          .write((text.isEmpty() ? "*" + words.of(Word.NOTHING) + "*" : lines(text)) + "\n");
    }
  }

  private void action(WholeBlock block) throws IOException {
    out.write("\n");
    block.messages(message -> out.write("- " + line(message) + "\n"));
    out.write("- *" + line(words.of(Group.STEPS, block.newest().get("status"))) + "*\n");
  }

  private void status(Map<?, ?> data) throws IOException {
    out.write(
        "\n%s *%s*\n"
            .formatted(
                line(PlainText.of(data.get("message"))),
                line(words.of(Group.STEPS, data.get("status")))));
  }

  private void table(WholeBlock block) throws IOException {
    List<?> columns = ChartTable.list(block.table().data().get("columns"));
    int width = block.width(columns);
    head(columns, width);
    block.rows(row -> row(row, width));
  }

  private void chart(ChartTable table) throws IOException {
    head(table.columns(), table.columns().size());
    for (List<?> row : table.rows()) {
      row(row, row.size());
    }
  }

  private void head(List<?> columns, int width) throws IOException {
    out.write("\n");
    row(columns, width);
    out.write("|" + " --- |".repeat(Math.max(1, width)) + "\n");
  }

  private void row(List<?> cells, int width) throws IOException {
    out.write("|");
    for (int i = 0; i < Math.max(1, width); i++) {
      Object cell = i < cells.size() ? cells.get(i) : null;
      out.write(" " + escaped(PlainText.of(cell)).replaceAll("\\R", "<br>") + " |");
    }
    out.write("\n");
  }

  private void code(Map<?, ?> data) throws IOException {
    verbatim().write(ChartTable.words(data) + "\n");
  }

  @Override
  public void exit(Map<?, ?> data) throws IOException {
    out.write("\n---\n\n" + line(BlockWriter.reason(data, words)) + "\n");
    Optional<String> returned = BlockWriter.returned(data);
    if (returned.isPresent()) {
      out.write("\n" + words.of(Word.RETURNED) + ": " + lines(returned.get()) + "\n");
    }
    Optional<String> models = BlockWriter.models(data, words);
    if (models.isPresent()) {
      out.write("\n" + line(models.get()) + "\n");
    }
    Optional<Map<?, ?>> failure = BlockWriter.failure(data);
    if (failure.isPresent()) {
      Map<?, ?> error = failure.get();
      out.write(
          "\n**%s** %s\n"
              .formatted(
                  line(PlainText.of(error.get("error_type"))),
                  line(PlainText.of(error.get("message")))));
      List<?> stderr = ChartTable.list(error.get("stderr"));
      if (!stderr.isEmpty()) {
        Prefixed code = verbatim();
        for (Object each : stderr) {
          code.write(PlainText.of(each) + "\n");
        }
      }
    }
  }

  @Override
  public void end() {
    // Nothing is open.
  }

  private static String line(String text) {
    return escaped(text.replaceAll("\\R", " "));
  }

  /** Reads as it is, with its lines and what they begin with. */
  private static String lines(String text) {
    String[] lines = text.split("\\R", -1);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].stripLeading();
      String space = lines[i].substring(0, lines[i].length() - line.length());
      boolean goesOn = !line.isEmpty() && i + 1 < lines.length && !lines[i + 1].isBlank();
      all.append(line.isEmpty() ? "" : "&nbsp;".repeat(space.replace("\t", CODE).length()))
          .append(escaped(line))
          .append(goesOn ? "\\\n" : "\n");
    }
    return all.deleteCharAt(all.length() - 1).toString();
  }

  /** Reads as it is, wherever in a paragraph it stands. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\`*_\\[\\]<>#|~&!$]", "\\\\$0")
        .replaceAll("(?m)^(\\h*+)([-+=])", "$1\\\\$2")
        .replaceAll("(?m)^(\\h*+\\d++)([.)])", "$1\\\\$2");
  }
}
