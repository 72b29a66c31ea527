package dev.yera.server;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Writes a {@link FrameBlock} unchanged, except the last line feed, which Jersey adds. */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public class FrameBlockWriter implements MessageBodyWriter<FrameBlock> {
  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == FrameBlock.class;
  }

  @Override
  public void writeTo(
      FrameBlock block,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(block.bytes, block.offset, block.length - 1);
    block.markWritten();
  }
}
