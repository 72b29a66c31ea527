package dev.yera.app.local;

import dev.yera.event.ConsoleLines;
import dev.yera.event.OutputEvent;
import dev.yera.event.StyledText;
import dev.yera.event.block.Action;
import dev.yera.event.block.Audio;
import dev.yera.event.block.BarChart;
import dev.yera.event.block.Block;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.Buttons;
import dev.yera.event.block.ChatInput;
import dev.yera.event.block.Checkbox;
import dev.yera.event.block.Code;
import dev.yera.event.block.DatePicker;
import dev.yera.event.block.Exit;
import dev.yera.event.block.Expander;
import dev.yera.event.block.FileBlock;
import dev.yera.event.block.FileInput;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.Image;
import dev.yera.event.block.JsonValue;
import dev.yera.event.block.Level;
import dev.yera.event.block.LineChart;
import dev.yera.event.block.Markdown;
import dev.yera.event.block.Metric;
import dev.yera.event.block.Notice;
import dev.yera.event.block.NumberInput;
import dev.yera.event.block.ProgressBar;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.Select;
import dev.yera.event.block.Slider;
import dev.yera.event.block.Spinner;
import dev.yera.event.block.Status;
import dev.yera.event.block.Table;
import dev.yera.event.block.Tabs;
import dev.yera.event.block.Terminal;
import dev.yera.event.block.Text;
import dev.yera.event.block.TextInput;
import dev.yera.event.block.VegaChart;
import dev.yera.event.block.Video;
import dev.yera.event.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Renders events for a terminal: a blank line between blocks, joined pieces of a text, progress
 * steps without blank lines, a panel at the end. Layouts are stacked; content for a model is not
 * shown.
 */
final class Page {
  private final StringBuilder out;
  private final boolean hasStyles;
  private final Map<BlockId, String> titles = new HashMap<>();
  private final Map<BlockId, String> messages = new HashMap<>();

  /** Headings of tables, for rows that are added. */
  private final Map<BlockId, Table> heads = new HashMap<>();

  private BlockId growing;

  /** Of the text that grows, if it is one; which of them depends on who looks. */
  private StyledText styled;

  private ConsoleLines lines;
  private boolean inProgress;
  private Instant began;

  /**
   * A page that is written here.
   *
   * @param hasStyles whether it is a terminal that shows it: then texts keep their styles, and are
   *     written on at once. Otherwise each line comes when it is finished, as it is then
   */
  Page(StringBuilder out, boolean hasStyles) {
    this.out = out;
    this.hasStyles = hasStyles;
  }

  void show(OutputEvent event) {
    if (began == null) {
      began = event.timestamp();
    }
    Block block = event.block();
    if (block instanceof Markdown markdown) {
      said(event.blockId(), markdown);
    } else if (block instanceof Code code) {
      piece(event.blockId(), code.content());
    } else if (block instanceof Text text) {
      text(event.blockId(), text.content());
    } else if (block instanceof Terminal terminal) {
      text(event.blockId(), terminal.content());
    } else if (block instanceof Action action) {
      progress(event.blockId(), action.message(), action.status());
    } else if (block instanceof Spinner spinner) {
      progress(event.blockId(), spinner.message(), spinner.status());
    } else if (block instanceof ProgressBar bar) {
      bar(event.blockId(), bar);
    } else if (block instanceof Exit exit) {
      block(Panel.of(exit, Duration.between(began, event.timestamp())));
    } else {
      String whole = block instanceof Table table ? table(event.blockId(), table) : whole(block);
      if (!whole.isEmpty()) {
        block(whole);
      }
    }
  }

  /** Shows the end of a text that may go on. */
  void end() {
    if (lines != null) {
      lines.end();
    }
  }

  /** Ends the line of a growing text, because the terminal is about to write. */
  void interrupted() {
    end();
    lines = null;
    if (styled != null) {
      styled.end();
      styled = null;
    }
    if (growing != null) {
      out.append('\n');
    }
    growing = null;
    inProgress = false;
  }

  private static String whole(Block block) {
    if (block instanceof BarChart chart) {
      return TextChart.bars(chart);
    } else if (block instanceof LineChart chart) {
      return TextChart.lines(chart);
    } else if (block instanceof VegaChart chart) {
      return TextChart.any(chart);
    } else if (block instanceof JsonValue json) {
      return Json.text(json.value());
    } else if (block instanceof Metric metric) {
      String delta = metric.delta() == null ? "" : " (" + metric.delta() + ")";
      return metric.label() + ": " + metric.value() + delta;
    } else if (block instanceof Image image) {
      return file(image.file(), image.caption() == null ? image.alt() : image.caption());
    } else if (block instanceof Audio audio) {
      return file(audio.file(), audio.caption());
    } else if (block instanceof Video video) {
      return file(video.file(), video.caption());
    } else if (block instanceof FileBlock given) {
      return file(given.file(), given.caption());
    } else if (block instanceof Notice notice) {
      return mark(notice.level()) + notice.message();
    } else if (block instanceof Tabs tabs) {
      return String.join(" │ ", tabs.labels());
    } else if (block instanceof Expander expander) {
      return "▾ " + expander.label();
    } else if (block instanceof Prompt prompt) {
      return error(prompt.asked().error()) + question(prompt);
    } else if (block instanceof FormBlock form) {
      return error(form.error()).strip();
    }
    return "";
  }

  /** Where it is, since a console shows no pictures. */
  private static String file(FileRef file, String says) {
    String where = file.path() == null ? file.title() : file.path();
    return "⎙ " + where + (says == null ? "" : " – " + says);
  }

  private static String mark(Level level) {
    return switch (level) {
      case INFO -> "• ";
      case SUCCESS -> "✔ ";
      case WARNING -> "! ";
      case ERROR -> "✘ ";
    };
  }

  /** More rows are drawn under the headings again. */
  private String table(BlockId id, Table table) {
    Table head = table.append() ? heads.getOrDefault(id, table) : table;
    heads.put(id, head);
    return TextTable.of(new Table(head.columns(), table.rows(), head.border()));
  }

  private static String error(String error) {
    return error == null ? "" : "✘ " + error + "\n";
  }

  private static String question(Prompt prompt) {
    String label = "? " + Label.of(prompt);
    if (prompt instanceof TextInput text) {
      String first = text.rules().defaultValue();
      String says = hint("", first == null ? List.of() : List.of(first));
      return prompt.asked().label() == null ? says.strip() : label + says;
    } else if (prompt instanceof Buttons buttons) {
      String first = buttons.defaultValue();
      return label
          + hint("", first == null ? List.of() : List.of(first))
          + "\n"
          + options(buttons.options());
    } else if (prompt instanceof Select select) {
      String several = select.multiple() ? "several, with commas between" : "";
      return label + hint(several, select.defaultValue()) + "\n" + options(select.options());
    } else if (prompt instanceof Checkbox checkbox) {
      return label + " (yes or no, else " + (checkbox.defaultValue() ? "yes" : "no") + ")";
    } else if (prompt instanceof NumberInput number) {
      String first = number.defaultValue() == null ? "" : ", else " + number.defaultValue();
      return label + " (" + number.expectation() + first + ")";
    } else if (prompt instanceof Slider slider) {
      return "%s (%s to %s, else %s)"
          .formatted(label, slider.minValue(), slider.maxValue(), slider.defaultValue());
    } else if (prompt instanceof FileInput file) {
      String kinds = file.accept().isEmpty() ? "" : ": " + String.join(", ", file.accept());
      return label
          + (file.multiple() ? " (paths of files, with commas between" : " (the path of a file")
          + kinds
          + ")";
    } else if (prompt instanceof ChatInput) {
      return prompt.asked().label() == null ? "" : label;
    } else if (prompt instanceof DatePicker date) {
      return label + " (a date, else " + date.defaultDate() + ")";
    }
    return label;
  }

  /** What to type, and what is meant by nothing; in brackets, if there is something to say. */
  private static String hint(String what, List<String> first) {
    String other = first.isEmpty() ? "" : "else " + String.join(", ", first).replace('\n', ' ');
    String both = what.isEmpty() || other.isEmpty() ? what + other : what + ", " + other;
    return both.isEmpty() ? "" : " (" + both + ")";
  }

  private static String options(List<String> options) {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < options.size(); i++) {
      list.append(i == 0 ? "" : "\n").append("  ").append(i + 1).append("  ");
      list.append(options.get(i));
    }
    return list.toString();
  }

  private void said(BlockId id, Markdown markdown) {
    boolean isNew = !id.equals(growing);
    begin(id);
    out.append(isNew ? speaker(markdown) : "").append(markdown.content());
  }

  /** Who says it, if not the app itself: their name, else their role. */
  private static String speaker(Markdown markdown) {
    if (markdown.name() != null && !markdown.name().isBlank()) {
      return markdown.name() + ": ";
    }
    return markdown.role() == null ? "" : markdown.role().wireName() + ": ";
  }

  private void piece(BlockId id, String content) {
    begin(id);
    out.append(content);
  }

  private void begin(BlockId id) {
    if (!id.equals(growing)) {
      interrupted();
      out.append('\n');
      growing = id;
    }
  }

  private void text(BlockId id, String content) {
    begin(id);
    if (hasStyles) {
      styled = styled == null ? new StyledText(out) : styled;
      styled.take(content);
    } else {
      lines = lines == null ? new ConsoleLines(out::append) : lines;
      lines.take(content);
    }
  }

  private void block(String lines) {
    interrupted();
    out.append('\n').append(lines).append('\n');
  }

  /** A line for each message, not for each part of the way. */
  private void bar(BlockId id, ProgressBar bar) {
    boolean isNew = !Objects.equals(bar.message(), messages.put(id, bar.message()));
    if (isNew || bar.status() != Status.ACTIVE) {
      progress(id, bar.message(), bar.status());
    }
  }

  private void progress(BlockId id, String message, Status status) {
    if (!inProgress) {
      interrupted();
      out.append('\n');
    }
    if (message != null) {
      titles.putIfAbsent(id, message);
    }
    String mark =
        switch (status) {
          case ACTIVE -> "• ";
          case COMPLETE -> "✔ ";
          case FAILED -> "✘ ";
        };
    out.append(mark).append(message == null ? titles.getOrDefault(id, "") : message).append('\n');
    inProgress = true;
  }
}
