package dev.yera.app;

import dev.yera.event.block.ChatInput;
import dev.yera.event.block.FileType;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What can be said of a question for a message: {@code chatInput(q -> q.accept("image/*"))}. */
public final class AskChat extends Ask<ChatMessage> {
  private static final String WORD = "chatInput";

  private String placeholder;
  private List<String> accept = List.of();

  AskChat() {
    super(ChatMessage::of);
  }

  @Override
  public AskChat required() {
    super.required();
    return this;
  }

  @Override
  public AskChat optional() {
    super.optional();
    return this;
  }

  @Override
  public AskChat help(String sentence) {
    super.help(sentence);
    return this;
  }

  @Override
  public AskChat first(ChatMessage value) {
    super.first(value);
    return this;
  }

  @Override
  public AskChat validate(Predicate<? super ChatMessage> holds, String message) {
    super.validate(holds, message);
    return this;
  }

  /** Shows this while nothing is entered. */
  public AskChat placeholder(String hint) {
    placeholder = hint;
    return this;
  }

  /**
   * Lets files come along.
   *
   * @param kinds media types ({@code "image/*"} too) and endings; none for any files
   */
  public AskChat accept(String... kinds) {
    accept = kinds.length == 0 ? List.of(FileType.ANY) : AskUpload.kinds(WORD, kinds);
    return this;
  }

  ChatInput block() {
    ChatInput block = new ChatInput(placeholder, accept, null, asked(null));
    return first() == null
        ? block
        : block.again(
            Map.of("text", first().text(), "files", Upload.members(first().files())), null);
  }
}
