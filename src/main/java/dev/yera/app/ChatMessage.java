package dev.yera.app;

import java.util.List;
import java.util.Map;

/**
 * What a user says in a chat: {@code ChatMessage said = chatInput()}.
 *
 * @param text empty if there are only files
 * @param files what came along
 */
public record ChatMessage(String text, List<Upload> files) {
  /** A message with these files. */
  public ChatMessage {
    files = List.copyOf(files);
  }

  static ChatMessage of(Object answer) {
    Map<?, ?> message = (Map<?, ?>) answer;
    return new ChatMessage((String) message.get("text"), Upload.all(message.get("files")));
  }
}
