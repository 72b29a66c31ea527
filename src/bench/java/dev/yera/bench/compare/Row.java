package dev.yera.bench.compare;

/** A row of the table. */
enum Row {
  FIRST_QUESTION("From `POST` create to the first question", "10 ms ready, 120 ms cold"),
  ANSWER("From an answer to the event it causes (`POST`, process, SSE)", "p50 0.5 ms, p99 3 ms"),
  ONE_VIEWER("One session to one viewer, pieces of 200 characters", "300,000/s"),
  HUNDRED_VIEWERS("One session to 100 viewers, pieces of 200 characters", "600,000/s"),
  THOUSAND_VIEWERS("One session to 1,000 viewers, pieces of 200 characters", "600,000/s"),
  MEMORY("Memory of a waiting session, process included (PSS)", "22 MB"),
  SESSION_HEAP("Heap of the server for a waiting session with its viewer", "–"),
  IDLE_VIEWER("Heap of the server for an idle viewer", "30 KB"),
  STORES_ONE_VIEWER(
      "One session to one viewer, pieces of 200 characters",
      "files within 5 % of memory; PostgreSQL 150,000/s"),
  STORES_THOUSAND_VIEWERS(
      "One session to 1,000 viewers, pieces of 200 characters", "files within 5 % of memory"),
  STORES_ANSWER(
      "From an answer to the event it causes (`POST`, process, SSE)",
      "p50 of files within 3 % of memory, of PostgreSQL 3 ms"),
  STORES_MEMORY("Memory of a waiting session, process included (PSS)", "files not above memory"),
  STORES_HEAP("Heap of the server for a waiting session with its viewer", "files not above memory"),
  READY("From the start of the process until the application answers", "–"),
  FIRST_ANSWERS(
      "The first 1,000 answers of a server that has just started",
      "p50 5 × websocketd, 1.5 ms of processor time each"),
  WARM_ANSWERS(
      "Answers of the same servers when they are warm",
      "p50 2.5 × websocketd, and half of FastAPI's"),
  FIRST_TOKEN(
      "The first token of a language model that answers at once",
      "in the page at most 20 ms after a client of the model alone"),
  TOKENS(
      "50 chats with 500 tokens/s each: from the model's write of a token to its reader",
      "p99 100 ms"),
  RUSH("200 sessions created within a second: all at their first question", "10 s, none failed");

  private final String title;
  private final String aim;

  Row(String title, String aim) {
    this.title = title;
    this.aim = aim;
  }

  /** What is measured. */
  String title() {
    return title;
  }

  /** What it ought to be. */
  String aim() {
    return aim;
  }
}
