package dev.yera.llm;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model is told of a conversation: a system prompt, and the last messages. For one app's
 * thread.
 */
public final class Memory {
  /** Unless it is said. */
  private static final int USUAL = 40;

  private final String system;
  private final int most;
  private final List<ChatMessage> messages = new ArrayList<>();
  private boolean shown;

  /** One without a system prompt. */
  public Memory() {
    this("");
  }

  /**
   * One that begins with what the model is to be.
   *
   * @param system the system prompt
   */
  public Memory(String system) {
    this(system, USUAL);
  }

  /**
   * One that forgets earlier.
   *
   * @param most messages, tools' results too; the oldest go first, up to the next of a user
   */
  public Memory(String system, int most) {
    this.system = system;
    this.most = most;
  }

  /** The system prompt, the first time; then it is empty. */
  String showSystem() {
    String now = shown ? "" : system;
    shown = true;
    return now;
  }

  void add(ChatMessage message) {
    messages.add(message);
    if (message instanceof UserMessage) {
      while (messages.size() > most && nextOfUser() > 0) {
        messages.subList(0, nextOfUser()).clear();
      }
    }
  }

  /** Instead of one that is there; nothing if it was forgotten. */
  void replace(ChatMessage old, ChatMessage by) {
    int at = messages.lastIndexOf(old);
    if (at >= 0) {
      messages.set(at, by);
    }
  }

  /** The messages without the system prompt. */
  List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  /** Forgets what was added since it had these messages, and knows again what that displaced. */
  void backTo(List<ChatMessage> before) {
    messages.clear();
    messages.addAll(before);
  }

  private int nextOfUser() {
    for (int i = 1; i < messages.size(); i++) {
      if (messages.get(i) instanceof UserMessage) {
        return i;
      }
    }
    return 0;
  }

  List<ChatMessage> all() {
    List<ChatMessage> all = new ArrayList<>();
    if (!system.isEmpty()) {
      all.add(SystemMessage.from(system));
    }
    all.addAll(messages);
    return all;
  }
}
