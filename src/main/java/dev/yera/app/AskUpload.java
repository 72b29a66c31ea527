package dev.yera.app;

import dev.yera.event.block.FileInput;
import dev.yera.event.block.FileType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What can be said of a question for files: {@code upload("Photo", q ->
 * q.accept("image/*").maxBytes(5_000_000))}.
 *
 * @param <T> an {@link Upload}, or a list of them
 */
public final class AskUpload<T> extends Ask<T> {
  private final String word;
  private List<String> accept = List.of();
  private Long maxBytes;

  AskUpload(String word, Function<Object, T> reading) {
    super(reading);
    this.word = word;
  }

  @Override
  public AskUpload<T> required() {
    super.required();
    return this;
  }

  @Override
  public AskUpload<T> optional() {
    super.optional();
    return this;
  }

  @Override
  public AskUpload<T> help(String sentence) {
    super.help(sentence);
    return this;
  }

  /** Shows files that the user gave before, in this session. */
  @Override
  public AskUpload<T> first(T value) {
    super.first(value);
    return this;
  }

  @Override
  public AskUpload<T> validate(Predicate<? super T> holds, String message) {
    super.validate(holds, message);
    return this;
  }

  /**
   * Refuses files of other kinds, by what their names and browsers say.
   *
   * @param kinds media types ({@code "image/*"} too) and endings ({@code ".csv"})
   */
  public AskUpload<T> accept(String... kinds) {
    accept = kinds(word, kinds);
    return this;
  }

  /** Refuses larger files; the server has a limit besides ({@code yera.file.max-bytes}). */
  public AskUpload<T> maxBytes(long bytes) {
    if (bytes < 1) {
      throw Misuse.argument(word, "its maxBytes is " + bytes, "Give 1 or more");
    }
    maxBytes = bytes;
    return this;
  }

  FileInput block(String label, boolean multiple, List<Upload> first) {
    FileInput block = new FileInput(accept, maxBytes, multiple, List.of(), asked(label));
    return first.isEmpty() ? block : block.again(Upload.members(first), null);
  }

  /** Checks kinds of files. */
  static List<String> kinds(String word, String... kinds) {
    for (String kind : kinds) {
      if (!FileType.isWish(kind)) {
        throw Misuse.argument(
            word,
            "\"" + kind + "\" is no kind of file",
            "Give media types (image/*) and endings (.csv)");
      }
    }
    return List.of(kinds);
  }
}
