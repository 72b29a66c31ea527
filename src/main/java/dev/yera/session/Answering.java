package dev.yera.session;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.FileRef;
import dev.yera.event.json.Json;
import dev.yera.executor.Mark;
import dev.yera.file.FileCopyException;
import dev.yera.file.HandedFolder;
import dev.yera.session.question.HandedFile;
import dev.yera.session.question.Interaction;
import dev.yera.session.question.NamedFile;
import dev.yera.session.question.OpenQuestion;
import dev.yera.store.StoreException;
import dev.yera.store.StoredFile;
import dev.yera.trace.TraceParent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes answers. Invariants: an answer is in the log, where replays and other viewers have it,
 * before it is queued for the app; its files are where the app can read them before it is taken.
 * Thread-safe; files are copied without the lock.
 */
final class Answering {
  private final SessionParts parts;
  private final SessionLock lock;
  private final SessionContext context;
  private final Life life;
  private final Dialogue dialogue;
  private final Journal journal;
  private final Keeping keeping;

  Answering(SessionParts parts, Keeping keeping) {
    this.parts = parts;
    this.keeping = keeping;
    lock = parts.lock();
    context = parts.context();
    life = parts.life();
    dialogue = parts.dialogue();
    journal = parts.journal();
  }

  /** Takes a user's answer; see {@link Session#addInteraction(Interaction, Optional)}. */
  void take(Interaction interaction, Optional<TraceParent> place) {
    try (SessionTrace.Answer answer = parts.trace().answer(place)) {
      takeWithin(interaction, answer.place());
      answer.taken();
    }
  }

  private void takeWithin(Interaction interaction, Optional<TraceParent> span) {
    if (parts.storing().isFailing()) {
      throw new StoreException("The answer cannot be stored now. Try again later.", null);
    }
    int size = Json.bytes(interaction.value()).length;
    Map<String, HandedFile> files = handed(interaction);
    Instant at;
    synchronized (lock) {
      context.refuseWhenStopping();
      at = accept(lock.held, interaction, size, files, span);
    }
    accepted(interaction, at);
  }

  /**
   * Copies the files that an answer names to where the app can read them. Its question may be
   * another one by the time they are there: they are checked once more when it is taken.
   */
  Map<String, HandedFile> handed(Interaction interaction) {
    List<NamedFile> named;
    synchronized (lock) {
      context.refuseWhenStopping();
      life.answerable(lock.held);
      named = dialogue.files(lock.held, interaction);
    }
    if (named.isEmpty()) {
      return Map.of();
    }
    String id = parts.id().toString();
    Map<String, HandedFile> handed = new HashMap<>();
    HandedFolder folder =
        new HandedFolder(context.guard().home(new Mark(parts.id().value())).files());
    List<StoredFile> all = new ArrayList<>();
    for (NamedFile each : named) {
      all.add(each.check(context.files().find(id, each.id())));
    }
    try {
      for (StoredFile file : all) {
        handed.put(file.id(), new HandedFile(file, folder.copy(context.files(), id, file)));
      }
    } catch (FileCopyException e) {
      synchronized (lock) {
        life.answerable(lock.held); // its folders go with its process
      }
      throw e;
    }
    return handed;
  }

  /**
   * Takes an answer into the log and to the app; {@link #accepted} has to follow.
   *
   * @return when
   */
  Instant accept(
      Held held,
      Interaction interaction,
      int size,
      Map<String, HandedFile> files,
      Optional<TraceParent> span) {
    Object value = interaction.value();
    Phase.Run run = life.answerable(held);
    parts.talk().lookClosely(held, run);
    OpenQuestion question = dialogue.accept(held, run, interaction, size, files);
    List<FileRef> named = dialogue.forViewers(held, question, value, files);
    OutputEvent answer =
        journal.answer(held, question, dialogue.told(held, question, value), named);
    dialogue.keep(held, journal.append(held, answer));
    long now = parts.now();
    life.clocks(held).input(now);
    keeping.answered(now);
    Object forApp = dialogue.forApp(held, question, value, files);
    String place = span.map(TraceParent::toString).orElse(null);
    String type = question.block().blockType();
    parts.talk().turn(held, run, run.protocol().answered(question.id(), type, forApp, place));
    return answer.timestamp();
  }

  /** Stores an answer that was accepted then, and tells it. */
  void accepted(Interaction interaction, Instant at) {
    keeping.store();
    journal.sync();
    context.facts().accept(new SessionFact.Answered(parts.id(), at, interaction.blockId()));
  }
}
