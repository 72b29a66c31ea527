package dev.yera.session.question;

import dev.yera.event.block.TakesFiles;
import dev.yera.event.reason.Excerpt;
import dev.yera.event.reason.Reason;
import dev.yera.event.reason.ReasonKey;
import dev.yera.store.StoredFile;
import java.util.Optional;

/**
 * A file that an answer names.
 *
 * @param question the prompt that it answers, which takes files; of a form the field
 * @param id as the client wrote it
 */
public record NamedFile(OpenQuestion question, String id) {
  /**
   * Refuses a file that the question does not take.
   *
   * @param found the file of this id in the session; empty if there is none
   * @throws BadInteractionException naming the file and the limit
   */
  public StoredFile check(Optional<StoredFile> found) {
    StoredFile file = found.orElseThrow(() -> refusal(ReasonKey.UNKNOWN_FILE.with(Excerpt.of(id))));
    ((TakesFiles) question.block())
        .refusal(file.name(), file.type(), file.size())
        .ifPresent(
            why -> {
              throw refusal(why);
            });
    return file;
  }

  private BadInteractionException refusal(Reason why) {
    return new BadInteractionException(
        "Block \"%s\" does not take this file: %s".formatted(question.id(), why),
        why,
        question.id());
  }
}
