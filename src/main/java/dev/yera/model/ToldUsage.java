package dev.yera.model;

import java.util.Map;
import java.util.Optional;

/** The tokens that a provider says an answer took. */
final class ToldUsage {
  /** No answer takes more; what a provider says is added up. */
  private static final long MOST = 1_000_000_000L;

  private ToldUsage() {}

  /** Reads {@code usage}; empty if it says nothing. */
  static Optional<TokenBook.Count> of(Object usage) {
    if (!(usage instanceof Map<?, ?> members)) {
      return Optional.empty();
    }
    long prompt = tokens(members.get("prompt_tokens"));
    long completion = tokens(members.get("completion_tokens"));
    return prompt + completion == 0
        ? Optional.empty()
        : Optional.of(new TokenBook.Count(prompt, completion));
  }

  private static long tokens(Object value) {
    return value instanceof Number number ? Math.max(0, Math.min(MOST, number.longValue())) : 0;
  }
}
