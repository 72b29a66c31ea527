package dev.yera.operation;

import java.util.List;

/**
 * Everything that {@code GET /api/metrics} tells. The table in {@code operations.md} is made from
 * this, and the dashboard in {@code src/site/operations} is held against it. No label has values
 * without a bound: apps are at most {@link Metrics#APPS}, and there are no sessions and no owners.
 */
enum MetricFamily {
  INFO("yera_server_info", Kind.GAUGE, "1; the version is a label.", "version"),
  SESSIONS(
      "yera_sessions",
      Kind.GAUGE,
      "Sessions that have not ended; `status` is `created`, `running` or `stopping`.",
      "app",
      "status"),
  CREATIONS("yera_session_creations_total", Kind.COUNTER, "Sessions created.", "app"),
  ENDS(
      "yera_session_ends_total",
      Kind.COUNTER,
      "Sessions ended; `reason` is `Completed`, an `error_type` of the server's, or `AppError`.",
      "app",
      "reason"),
  REFUSALS(
      "yera_refusals_total",
      Kind.COUNTER,
      "Requests refused by a limit; `limit` is its setting.",
      "limit"),
  STARTS(
      "yera_session_start_seconds",
      Kind.HISTOGRAM,
      "From the first viewer until the app can take its first line; `start` is `ready` (a worker "
          + "that was started in advance), `cold` (a JVM of its own) or `command`.",
      "start"),
  ANSWERS("yera_answers_total", Kind.COUNTER, "Answers accepted."),
  ANSWER_EVENT(
      "yera_answer_event_seconds",
      Kind.HISTOGRAM,
      "From an accepted answer until what the app prints next is with the store."),
  EVENTS("yera_events_total", Kind.COUNTER, "Events of sessions."),
  EVENT_BYTES("yera_event_bytes_total", Kind.COUNTER, "Bytes of these events."),
  VIEWERS("yera_viewers", Kind.GAUGE, "Open streams."),
  VIEWS(
      "yera_views_total",
      Kind.COUNTER,
      "Streams opened; `replay` is `true` if there were events to send at once.",
      "replay"),
  CUTS("yera_viewer_cuts_total", Kind.COUNTER, "Viewers cut because they did not read."),
  DELIVERIES("yera_deliveries_total", Kind.COUNTER, "Writes to viewers, of one event or more."),
  DELIVERY_BYTES("yera_delivery_bytes_total", Kind.COUNTER, "Bytes of these writes."),
  PROCESSES("yera_session_processes", Kind.GAUGE, "Processes of sessions."),
  MEMORY(
      "yera_session_memory_bytes",
      Kind.GAUGE,
      "Resident memory of these processes; what they share counts for each."),
  CPU(
      "yera_session_cpu_seconds_total",
      Kind.COUNTER,
      "Processor time of sessions, as far as it was seen: a process's last quarter of a second is "
          + "not."),
  WORKERS(
      "yera_workers",
      Kind.GAUGE,
      "Java workers; `state` is `wanted`, `ready` or `reserved` (for a session that nobody has "
          + "viewed yet).",
      "state"),
  STARTS_WAITING("yera_starts_waiting", Kind.GAUGE, "JVMs that wait for their turn to start."),
  CLOCK_FAILURES(
      "yera_clock_failures_total",
      Kind.COUNTER,
      "Failures of a session's clock; the log has each."),
  STORE_WRITES(
      "yera_store_seconds", Kind.HISTOGRAM, "A call of the store for what a session said."),
  STORE_QUEUE("yera_store_queue_events", Kind.GAUGE, "Events that the store does not have yet."),
  STORE_LAG(
      "yera_store_lag_seconds",
      Kind.GAUGE,
      "For how long the store could not take what a session said; of several the longest."),
  STORE_UP("yera_store_up", Kind.GAUGE, "1 if the store works, else 0."),
  LLM_TOKENS(
      "yera_llm_tokens_total",
      Kind.COUNTER,
      "Tokens of language models, once one was used; `kind` is `prompt` or `completion`.",
      "app",
      "model",
      "kind"),
  LEASE_AGE(
      "yera_lease_age_seconds",
      Kind.GAUGE,
      "Since this node has renewed its lease; only with `yera.cluster.address`."),
  FORWARDS(
      "yera_forward_seconds",
      Kind.HISTOGRAM,
      "From a request to another node, a stream's too, until its answer begins."),
  THREADS("yera_server_threads", Kind.GAUGE, "Threads of the server's JVM."),
  HEAP("yera_server_heap_bytes", Kind.GAUGE, "Heap that the server's JVM uses."),
  SERVER_CPU("yera_server_cpu_seconds_total", Kind.COUNTER, "Processor time of the server's JVM.");

  /** What a metric is to OpenMetrics. */
  enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final String exposed;
  private final Kind kind;
  private final String meaning;
  private final String labels;

  MetricFamily(String exposed, Kind kind, String meaning, String... labels) {
    this.exposed = exposed;
    this.kind = kind;
    this.meaning = meaning;
    this.labels = String.join(" ", labels);
  }

  /**
   * Its name as a query has it; a histogram's without {@code _bucket}, {@code _sum}, {@code
   * _count}.
   */
  String exposed() {
    return exposed;
  }

  Kind kind() {
    return kind;
  }

  /** One sentence, in Markdown. */
  String meaning() {
    return meaning;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }
}
