package dev.yera.session.question;

import dev.yera.event.OutputEvent;
import dev.yera.event.block.BlockId;
import dev.yera.event.block.EventClass;
import dev.yera.event.block.FileRef;
import dev.yera.event.block.FormBlock;
import dev.yera.event.block.FormStatus;
import dev.yera.event.block.Prompt;
import dev.yera.event.block.TakesFiles;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The blocks that wait for an answer. A prompt with a form among its ancestors is a field of the
 * outermost such form, and is answered with it. A block is answered once each time it is asked: a
 * chunk of the same type that comes after the answer asks again (contract, section 11). Not
 * thread-safe: guarded by the session's lock.
 */
public final class OpenQuestions {
  /** The deepest layout that is followed, because parents may form a cycle. */
  private static final int DEEPEST = 100;

  private final Map<BlockId, Layout> layouts = new HashMap<>();
  private final Map<BlockId, OpenQuestion> open = new LinkedHashMap<>();
  private final Map<BlockId, Map<BlockId, OpenQuestion>> fieldsOfForms = new HashMap<>();
  private final Set<BlockId> fields = new HashSet<>();
  private final Map<BlockId, String> answered = new HashMap<>();
  private boolean over;

  private record Layout(BlockId parent, boolean form) {}

  /** Records an event of the app. */
  public void see(OutputEvent event) {
    BlockId id = event.blockId();
    if (event.block().eventClass() == EventClass.STRUCTURE) {
      layouts.putIfAbsent(
          id, new Layout(event.parentBlockId(), event.block() instanceof FormBlock));
    }
    boolean isForm = event.block() instanceof FormBlock;
    if (over || !(isForm || event.block() instanceof Prompt) || isAnotherNow(event)) {
      return;
    }
    OpenQuestion question = new OpenQuestion(id, event.block(), event.app(), event.parentBlockId());
    BlockId form = outermostForm(event.parentBlockId());
    if (event.block() instanceof FormBlock block) {
      if (form == null && block.status() == FormStatus.AWAITING) {
        ask(question);
      }
    } else if (form == null) {
      ask(question);
    } else {
      fields.add(id);
      fieldsOfForms.computeIfAbsent(form, each -> new LinkedHashMap<>()).put(id, question);
    }
  }

  private void ask(OpenQuestion question) {
    answered.remove(question.id());
    open.put(question.id(), question);
  }

  /** Only a question of the type that was answered can be asked again. */
  private boolean isAnotherNow(OutputEvent event) {
    String type = answered.get(event.blockId());
    return type != null && !type.equals(event.block().blockType());
  }

  private BlockId outermostForm(BlockId parent) {
    BlockId outermost = null;
    BlockId each = parent;
    for (int i = 0; i < DEEPEST && each != null && layouts.containsKey(each); i++) {
      Layout layout = layouts.get(each);
      outermost = layout.form() ? each : outermost;
      each = layout.parent();
    }
    return outermost;
  }

  /** The blocks that can be answered now, in the order of the questions. */
  public List<BlockId> awaiting() {
    return List.copyOf(open.keySet());
  }

  /** Whether a block can be answered now. */
  public boolean isWaiting() {
    return !open.isEmpty();
  }

  /**
   * Accepts an answer.
   *
   * @param files those that it names, by id
   * @return the question
   * @throws NotWaitingException if the block cannot be answered now
   * @throws BadInteractionException if it does not take this answer; the question stays open
   */
  public OpenQuestion answer(Interaction interaction, Map<String, HandedFile> files) {
    OpenQuestion question = check(interaction);
    for (NamedFile named : files(question, interaction.value())) {
      named.check(Optional.ofNullable(files.get(named.id())).map(HandedFile::file));
    }
    close(question.id());
    return question;
  }

  /**
   * The files that an answer names.
   *
   * @throws NotWaitingException if the block cannot be answered now
   * @throws BadInteractionException if it does not take this answer
   */
  public List<NamedFile> files(Interaction interaction) {
    OpenQuestion question = open.get(interaction.blockId());
    return question == null || takingFiles(question).findAny().isEmpty()
        ? List.of()
        : files(check(interaction), interaction.value());
  }

  private List<NamedFile> files(OpenQuestion question, Object value) {
    List<NamedFile> named = new ArrayList<>();
    takingFiles(question)
        .forEach(
            each -> {
              for (Object id : ((TakesFiles) each.block()).files(valueOf(question, each, value))) {
                named.add(new NamedFile(each, (String) id));
              }
            });
    return named;
  }

  /** The question, or the fields of the form. */
  private Stream<OpenQuestion> prompts(OpenQuestion question) {
    return Stream.concat(
        Stream.of(question), fieldsOfForms.getOrDefault(question.id(), Map.of()).values().stream());
  }

  private Stream<OpenQuestion> takingFiles(OpenQuestion question) {
    return prompts(question).filter(each -> each.block() instanceof TakesFiles);
  }

  private static Object valueOf(OpenQuestion question, OpenQuestion prompt, Object value) {
    return prompt.id().equals(question.id())
        ? value
        : value instanceof Map<?, ?> values ? values.get(prompt.id().value()) : null;
  }

  /**
   * An answer as the app gets it: with what each file is, and where.
   *
   * @param question is the one that was answered
   * @param files by id; those of the answer are among them
   */
  public Object forApp(OpenQuestion question, Object value, Map<String, HandedFile> files) {
    if (files.isEmpty()) {
      return value;
    }
    if (question.block() instanceof TakesFiles prompt) {
      return prompt.with(value, id -> files.get(id).forApp());
    }
    Map<Object, Object> values = new LinkedHashMap<>((Map<?, ?>) value);
    takingFiles(question)
        .forEach(
            field ->
                values.computeIfPresent(
                    field.id().value(),
                    (id, each) ->
                        ((TakesFiles) field.block()).with(each, file -> files.get(file).forApp())));
    return values;
  }

  /** What viewers are told of the files that an answer names. */
  public List<FileRef> forViewers(
      OpenQuestion question, Object value, Map<String, HandedFile> files) {
    return files(question, value).stream()
        .map(named -> files.get(named.id()).forViewers())
        .distinct()
        .toList();
  }

  /**
   * What answers an open question as another one was answered before.
   *
   * @return empty if there is none that takes it, or what it takes is secret, which nobody kept
   */
  public Optional<Interaction> fitting(PastAnswer past) {
    for (OpenQuestion question : open.values()) {
      Interaction again =
          new Interaction(question.id(), valueFor(question, past), past.blockType());
      if (!isSecret(question) && takes(again)) {
        return Optional.of(again);
      }
    }
    return Optional.empty();
  }

  private boolean takes(Interaction interaction) {
    try {
      check(interaction);
      return true;
    } catch (BadInteractionException refused) {
      return false;
    }
  }

  /** Whether an open question takes what is not kept. */
  public boolean isSecretAsked() {
    return open.values().stream().anyMatch(this::isSecret);
  }

  private boolean isSecret(OpenQuestion question) {
    return prompts(question)
        .anyMatch(each -> each.block() instanceof Prompt prompt && prompt.isSecret());
  }

  /** Fields have other ids each time, and the same order. */
  private Object valueFor(OpenQuestion question, PastAnswer past) {
    if (!(question.block() instanceof FormBlock) || past.value() == null) {
      return past.value();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Iterator<?> next = past.fields().iterator();
    for (BlockId field : fieldsOfForms.getOrDefault(question.id(), Map.of()).keySet()) {
      if (next.hasNext()) {
        values.put(field.value(), next.next());
      }
    }
    return next.hasNext() ? past.value() : values;
  }

  private OpenQuestion check(Interaction interaction) {
    BlockId id = interaction.blockId();
    OpenQuestion question = open.get(id);
    if (question == null) {
      throw new NotWaitingException(id.value(), whyNot(id));
    }
    String type = question.block().blockType();
    if (!type.equals(interaction.blockType())) {
      Reason reason = ReasonKey.BLOCK_TYPE.with(type, Excerpt.of(interaction.blockType()));
      throw new BadInteractionException("Block \"%s\" %s.".formatted(id, reason), reason);
    }
    if (!(question.block() instanceof FormBlock form)) {
      question.check(interaction.value());
    } else if (form.required() || interaction.value() != null) {
      checkForm(id, interaction.value());
    }
    return question;
  }

  /**
   * A value that was accepted as others than the app may know it: null for what is secret.
   *
   * @param question is the one that was answered
   */
  public Object told(OpenQuestion question, Object value) {
    if (!(question.block() instanceof FormBlock) || !(value instanceof Map<?, ?> values)) {
      return question.told(value);
    }
    Map<Object, Object> told = new LinkedHashMap<>(values);
    fieldsOfForms
        .getOrDefault(question.id(), Map.of())
        .forEach((id, field) -> told.put(id.value(), field.told(values.get(id.value()))));
    return told;
  }

  private void checkForm(BlockId form, Object value) {
    Map<BlockId, OpenQuestion> expected = fieldsOfForms.getOrDefault(form, Map.of());
    List<String> ids = new ArrayList<>();
    expected.keySet().forEach(field -> ids.add(field.value()));
    if (!(value instanceof Map<?, ?> values) || !values.keySet().equals(new HashSet<>(ids))) {
      Reason reason = ReasonKey.FORM.with(ids);
      throw new BadInteractionException(
          "The answer to form \"%s\" %s.".formatted(form, reason), reason);
    }
    expected.forEach((field, question) -> question.check(values.get(field.value())));
  }

  private String whyNot(BlockId id) {
    if (answered.containsKey(id)) {
      return "it was answered already";
    }
    return fields.contains(id)
        ? "it is a field of a form, which is answered as a whole"
        : "it has no open question";
  }

  private void close(BlockId id) {
    OpenQuestion question = open.remove(id);
    answered.put(id, question.block().blockType());
    fieldsOfForms
        .getOrDefault(id, Map.of())
        .forEach((field, each) -> answered.put(field, each.block().blockType()));
  }

  /** Closes all questions; no other will be open. */
  public void closeAll() {
    open.forEach((id, question) -> answered.put(id, question.block().blockType()));
    open.clear();
    over = true;
  }
}
