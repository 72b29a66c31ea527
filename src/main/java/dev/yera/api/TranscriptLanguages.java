package dev.yera.api;

import dev.yera.problem.ReaderLanguage;
import dev.yera.transcript.TranscriptWords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words of transcripts in the languages that the page has texts in. Thread-safe. */
@ApplicationScoped
class TranscriptLanguages {
  /** Of the languages that there is a file of: no more than there are files. */
  private final Map<String, TranscriptWords> read = new ConcurrentHashMap<>();

  @Inject private ServletContext context;

  /**
   * The words in the language that a reader likes best of those that there are texts in.
   *
   * @param languages what the reader likes, best first; none for a program that does not say
   */
  TranscriptWords of(List<Locale> languages) {
    return ReaderLanguage.of(languages.stream(), context)
        .map(language -> read.computeIfAbsent(language, this::read))
        .orElse(TranscriptWords.ENGLISH);
  }

  private TranscriptWords read(String language) {
    try (InputStream catalogue = context.getResourceAsStream(ReaderLanguage.texts(language))) {
      return catalogue == null
          ? TranscriptWords.ENGLISH
          : TranscriptWords.of(
              language, new String(catalogue.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The texts cannot be read.", e);
    }
  }
}
