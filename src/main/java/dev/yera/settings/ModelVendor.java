package dev.yera.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whose protocol is OpenAI's, where it is, and in what it differs; by their own documentation. */
enum ModelVendor {
  OPENAI("https://api.openai.com/v1"),
  ANTHROPIC("https://api.anthropic.com/v1"),
  AZURE(""),
  DEEPSEEK("https://api.deepseek.com"),
  GEMINI("https://generativelanguage.googleapis.com/v1beta/openai"),
  GROQ("https://api.groq.com/openai/v1"),
  MISTRAL("https://api.mistral.ai/v1"),
  OLLAMA("http://127.0.0.1:11434/v1"),
  OPENROUTER("https://openrouter.ai/api/v1");

  private final String baseUrl;

  ModelVendor(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  static Optional<ModelVendor> of(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  static String words() {
    return Stream.of(values()).map(ModelVendor::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where it is, unless it is said; empty if it has no address that is everybody's. */
  Optional<String> baseUrl() {
    return Optional.of(baseUrl).filter(url -> !url.isEmpty());
  }

  boolean hasKeyOfItsOwn() {
    return this == AZURE;
  }

  /**
   * Mistral tells the tokens unasked, and refuses a request with a member that it does not know.
   */
  boolean isAskedForTokens() {
    return this != MISTRAL;
  }
}
