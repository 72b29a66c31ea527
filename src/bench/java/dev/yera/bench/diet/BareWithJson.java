package dev.yera.bench.diet;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What {@link Bare} says, after the library has read and written it once. */
public final class BareWithJson {
  private BareWithJson() {}

  /** Reads, writes, says, and waits for the end of its input. */
  public static void main(String[] args) throws IOException {
    JsonFactory json = new JsonFactory();
    try (JsonParser in = json.createParser(ObjectReadContext.empty(), Bare.LINES);
        JsonGenerator out =
            json.createGenerator(ObjectWriteContext.empty(), OutputStream.nullOutputStream())) {
      while (in.nextToken() != null) {
        out.copyCurrentEvent(in);
      }
    }
    Bare.speak();
  }
}
