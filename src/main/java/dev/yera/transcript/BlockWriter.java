package dev.yera.transcript;

import dev.yera.event.block.EndReason;
import dev.yera.event.block.Exit;
import dev.yera.transcript.TranscriptWords.Group;
import dev.yera.transcript.TranscriptWords.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a transcript in one of its forms. */
interface BlockWriter {
  void begin(TranscriptHead head) throws IOException;

  /**
   * Writes a block.
   *
   * @param answers what was answered, if it is a question
   */
  void block(WholeBlock block, List<GivenAnswer> answers) throws IOException;

  /** Writes how the session ended; not called for one that goes on. */
  void exit(Map<?, ?> data) throws IOException;

  void end() throws IOException;

  /** What went wrong; empty if nothing did. */
  static Optional<Map<?, ?>> failure(Map<?, ?> exit) {
    return exit.get("error") instanceof Map<?, ?> error
            && !EndReason.isStop(error.get("error_type"))
        ? Optional.of(error)
        : Optional.empty();
  }

  /** Who says a text: their name, else their role; empty for the app itself. */
  static String speaker(Map<?, ?> markdown, TranscriptWords words) {
    String name = PlainText.of(markdown.get("name"));
    return name.isBlank() ? words.of(Group.ROLES, markdown.get("role")) : name;
  }

  /** What the app returned, as text; empty for nothing. */
  static Optional<String> returned(Map<?, ?> exit) {
    return Optional.ofNullable(exit.get("return_value")).map(PlainText::of);
  }

  /** The labels of tabs, in a line; the tabs follow one below the other. */
  static String tabs(Map<?, ?> data) {
    return ChartTable.list(data.get("labels")).stream()
        .map(PlainText::of)
        .collect(Collectors.joining(" │ "));
  }

  /** A file, and what is said about it, in a line. */
  static String file(Map<?, ?> data) {
    Map<?, ?> file = data.get("file") instanceof Map<?, ?> map ? map : Map.of();
    String says = PlainText.of(data.get("caption"));
    String shown = says.isEmpty() ? PlainText.of(data.get("alt")) : says;
    return PlainText.of(file.get("name")) + (shown.isEmpty() ? "" : ": " + shown);
  }

  /** What a user thought of a block, in a line. */
  static String feedback(Map<?, ?> data, TranscriptWords words) {
    String rating = PlainText.of(data.get("rating"));
    String comment = PlainText.of(data.get("comment"));
    Word said =
        rating.isEmpty() ? Word.COMMENT : Objects.equals(rating, "up") ? Word.UP : Word.DOWN;
    return words.of(said) + (comment.isEmpty() ? "" : ": " + comment);
  }

  /** A figure and its change, in a line. */
  static String metric(Map<?, ?> data) {
    String change = PlainText.of(data.get("delta"));
    return PlainText.of(data.get("label"))
        + ": "
        + PlainText.of(data.get("value"))
        + (change.isEmpty() ? "" : " (" + change + ")");
  }

  /** What it used of language models, in a line; empty for nothing. */
  static Optional<String> models(Map<?, ?> exit, TranscriptWords words) {
    if (!(exit.get("models") instanceof Map<?, ?> models)) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>();
    models.forEach(
        (name, use) -> {
          if (use instanceof Map<?, ?> members) {
            String cost = PlainText.of(members.get("cost"));
            all.add(
                "%s: %s + %s %s%s"
                    .formatted(
                        name,
                        PlainText.of(members.get("input_tokens")),
                        PlainText.of(members.get("output_tokens")),
                        words.of(Word.TOKENS),
                        cost.isEmpty()
                            ? ""
                            : ", " + cost + " " + PlainText.of(members.get("currency"))));
          }
        });
    return Optional.of(String.join("; ", all)).filter(line -> !line.isEmpty());
  }

  /** Why it ended, for people: with a code if the app chose one that means something. */
  static String reason(Map<?, ?> exit, TranscriptWords words) {
    Object type = exit.get("error") instanceof Map<?, ?> error ? error.get("error_type") : null;
    boolean byServer = EndReason.isByServer(type);
    boolean wentWell = exit.get("exit_code") instanceof Number code && code.intValue() == 0;
    String said = PlainText.of(exit.get("reason"));
    String name = Exit.COMPLETED.equals(said) ? "Completed" : PlainText.of(type);
    String reason = words.other(Group.ENDS, name).orElse(said);
    return byServer || wentWell
        ? reason
        : "%s (%s %s)".formatted(reason, words.of(Word.CODE), exit.get("exit_code"));
  }
}
