package dev.yera.transcript;

import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The forms of a transcript. */
public enum TranscriptFormat {
  /** For programs: each block with the members of its data. */
  JSON("application/json", "json", (out, words) -> new JsonTranscript(out)),
  /** For people and for other programs that read text. */
  MARKDOWN("text/markdown", "md", MarkdownTranscript::new),
  /** For people: one file without scripts, to look at, to print, to send. */
  HTML("text/html", "html", HtmlTranscript::new);

  private final String mediaType;
  private final String extension;

  @SuppressWarnings("ImmutableEnumChecker") // constructors
  private final BiFunction<Writer, TranscriptWords, BlockWriter> writer;

  TranscriptFormat(
      String mediaType, String extension, BiFunction<Writer, TranscriptWords, BlockWriter> writer) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.writer = writer;
  }

  /** Its media type, without a character set: that is always UTF-8. */
  public String mediaType() {
    return mediaType;
  }

  /** How the name of a file of it ends. */
  public String extension() {
    return extension;
  }

  /** The one of this name in addresses. */
  public static Optional<TranscriptFormat> of(String wireName) {
    return Stream.of(values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(wireName))
        .findFirst();
  }

  /**
   * The content security policy that a transcript of HTML needs: its own style and nothing else.
   */
  public static String policyOfHtml() {
    return HtmlTranscript.POLICY;
  }

  BlockWriter writer(Writer out, TranscriptWords words) {
    return writer.apply(out, words);
  }
}
