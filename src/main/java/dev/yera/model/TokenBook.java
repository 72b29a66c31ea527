package dev.yera.model;

import dev.yera.settings.LlmSettings;
import dev.yera.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Counts tokens: of owners, for the limit of a period, and of apps and models for as long as the
 * server runs. In memory: it begins anew with the server. Thread-safe.
 */
public final class TokenBook {
  /** Owners whose period is over are forgotten from here on: visitors are many. */
  private static final int OWNERS = 10_000;

  /** More than there can be; an answer may be counted after the end of its session. */
  private static final int SESSIONS = 10_000;

  private final long mostOfOwner;
  private final long mostOfAll;
  private final Duration period;
  private final LongSupplier nanoTime;
  private final Map<String, Page> owners = new HashMap<>();
  private final Map<Use, Count> uses = new LinkedHashMap<>();
  private final Map<UUID, Map<String, Sum>> sessions = new LinkedHashMap<>();
  private Page all = new Page(0);

  private static final class Page {
    private final long begin;
    private long tokens;

    Page(long begin) {
      this.begin = begin;
    }
  }

  /**
   * What is counted together.
   *
   * @param app the identifier of the app
   * @param model the name of the model on this server
   */
  public record Use(String app, String model) {}

  /**
   * Tokens.
   *
   * @param prompt what models were told
   * @param completion what they said
   */
  public record Count(long prompt, long completion) {
    private Count and(Count more) {
      return new Count(prompt + more.prompt, completion + more.completion);
    }

    private long total() {
      return prompt + completion;
    }
  }

  /**
   * What a session used of a model.
   *
   * @param requests that took tokens
   */
  record Sum(long requests, Count tokens) {
    private Sum and(Sum more) {
      return new Sum(requests + more.requests, tokens.and(more.tokens));
    }
  }

  TokenBook(Settings settings, LongSupplier nanoTime) {
    this.mostOfOwner = settings.get(LlmSettings.LLM_MAX_TOKENS_PER_OWNER);
    this.mostOfAll = settings.get(LlmSettings.LLM_MAX_TOKENS);
    this.period = settings.get(LlmSettings.LLM_PERIOD);
    this.nanoTime = nanoTime;
  }

  /**
   * Returns if there are tokens left. Requests that are being answered when the last one is used go
   * on to their end.
   */
  synchronized void refuseOver(String owner) throws GateRefusal {
    refuse(owners.get(owner), mostOfOwner, LlmSettings.LLM_MAX_TOKENS_PER_OWNER.key());
    refuse(all, mostOfAll, LlmSettings.LLM_MAX_TOKENS.key());
  }

  private void refuse(Page page, long most, String setting) throws GateRefusal {
    if (most > 0 && page != null && left(page) > 0 && page.tokens >= most) {
      Duration wait = Duration.ofNanos(left(page)).plusSeconds(1);
      throw GateRefusal.limit(
          "insufficient_quota",
          "insufficient_quota",
          "The tokens of this period are used up: %s is %d within %s. There are more in %d s."
              .formatted(setting, most, period, wait.toSeconds()),
          wait);
    }
  }

  private long left(Page page) {
    return period.toNanos() - (nanoTime.getAsLong() - page.begin);
  }

  /** Notes what an answer took. */
  synchronized void count(ModelUser caller, UUID session, String model, Count tokens) {
    if (tokens.total() == 0) {
      return;
    }
    if (owners.size() >= OWNERS) {
      owners.values().removeIf(page -> left(page) <= 0);
    }
    Page own = current(owners.get(caller.owner()));
    owners.put(caller.owner(), own);
    own.tokens += tokens.total();
    all = current(all);
    all.tokens += tokens.total();
    uses.merge(new Use(caller.app(), model), tokens, Count::and);
    sessions
        .computeIfAbsent(session, id -> new LinkedHashMap<>())
        .merge(model, new Sum(1, tokens), Sum::and);
    if (sessions.size() > SESSIONS) {
      sessions.remove(sessions.keySet().iterator().next());
    }
  }

  private Page current(Page page) {
    boolean isOver = page == null || page.tokens == 0 || left(page) <= 0;
    return isOver ? new Page(nanoTime.getAsLong()) : page;
  }

  /** What a session used, by model; it is forgotten then. */
  synchronized Map<String, Sum> take(UUID session) {
    Map<String, Sum> used = sessions.remove(session);
    return used == null ? Map.of() : used;
  }

  /** What was used since the server's start. */
  public synchronized Map<Use, Count> uses() {
    return new LinkedHashMap<>(uses);
  }
}
