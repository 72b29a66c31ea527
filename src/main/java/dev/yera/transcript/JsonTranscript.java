package dev.yera.transcript;

import dev.yera.event.block.BlockType;
import dev.yera.event.json.Json;
import dev.yera.event.json.Timestamps;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The transcript as one JSON object. */
final class JsonTranscript implements BlockWriter {
  private final Writer out;
  private String separator = "";
  private Map<?, ?> exit;

  JsonTranscript(Writer out) {
    this.out = out;
  }

  @Override
  public void begin(TranscriptHead head) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("session_id", head.sessionId());
    members.put("app_id", head.appId());
    members.put("app_name", head.appName());
    members.put("title", head.title().orElse(null));
    members.put("status", head.status());
    members.put("created_at", Timestamps.format(head.createdAt()));
    members.put("started_at", head.startedAt().map(Timestamps::format).orElse(null));
    members.put("ended_at", head.endedAt().map(Timestamps::format).orElse(null));
    open(members);
    out.write(",\"blocks\":[");
  }

  /** Writes an object without its end: more members follow. */
  private void open(Map<?, ?> members) throws IOException {
    String whole = Json.text(members);
    out.write(whole.substring(0, whole.length() - 1));
  }

  @Override
  public void block(WholeBlock block, List<GivenAnswer> answers) throws IOException {
    LoggedEvent first = block.first();
    Map<String, Object> members = new LinkedHashMap<>();
    for (String each :
        List.of("event_class", "block_type", "block_id", "parent_block_id", "timestamp", "app")) {
      members.put(each, first.members().get(each));
    }
    out.write(separator);
    separator = ",";
    open(members);
    out.write(",\"data\":");
    data(block);
    if ("prompt".equals(first.text("event_class")) || block.is(BlockType.FORM)) {
      out.write(",\"answers\":");
      out.write(Json.text(answers.stream().map(JsonTranscript::members).toList()));
    }
    Optional<LoggedEvent> feedback = block.feedback();
    if (feedback.isPresent()) {
      Map<Object, Object> said = new LinkedHashMap<>(feedback.get().data());
      said.put("timestamp", feedback.get().text("timestamp"));
      out.write(",\"feedback\":");
      out.write(Json.text(said));
    }
    out.write("}");
  }

  private static Map<String, Object> members(GivenAnswer answer) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("value", answer.value());
    members.put("timestamp", answer.timestamp());
    return members;
  }

  private void data(WholeBlock block) throws IOException {
    if (block.isText()) {
      more(block.first().data(), "content", "content");
      out.write("\"");
      block.content(this::characters);
      out.write("\"}");
    } else if (block.is(BlockType.TABLE)) {
      more(block.table().data(), "rows", "rows");
      list(block::rows);
    } else if (block.is(BlockType.ACTION)) {
      more(block.newest(), "message", "messages");
      list(block::messages);
    } else {
      out.write(Json.text(block.newest()));
    }
  }

  private interface Pieces<T> {
    void to(WholeBlock.Sink<T> sink) throws IOException;
  }

  private <T> void list(Pieces<T> pieces) throws IOException {
    out.write("[");
    String[] before = {""};
    pieces.to(
        each -> {
          out.write(before[0]);
          before[0] = ",";
          out.write(Json.text(each));
        });
    out.write("]}");
  }

  /** Writes an object but for one member; of the one in its place the value follows. */
  private void more(Map<?, ?> data, String without, String last) throws IOException {
    Map<Object, Object> others = new LinkedHashMap<>(data);
    others.remove(without);
    open(others);
    out.write(others.isEmpty() ? "" : ",");
    out.write("\"" + last + "\":");
  }

  /** Chunks may part the halves of a character: as escapes they find each other again. */
  private void characters(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        out.write(String.format("\\u%04x", (int) c));
      } else {
        out.write(c);
      }
    }
  }

  @Override
  public void exit(Map<?, ?> data) {
    exit = data;
  }

  @Override
  public void end() throws IOException {
    out.write("],\"exit\":");
    out.write(Json.text(exit));
    out.write("}\n");
  }
}
