package dev.yera.llm;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.xml.sax.SAXException;

/** The text of a document, by Tika; loaded only where an app has it. */
final class TikaText {
  private TikaText() {}

  static String of(Path file, String name, int most)
      throws IOException, DocumentText.UnreadableException {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, name);
    BodyContentHandler text = new BodyContentHandler(Math.max(1, most));
    try (TikaInputStream in = TikaInputStream.get(file)) {
      new AutoDetectParser().parse(in, text, metadata, context());
      return text.toString();
    } catch (SAXException | TikaException | RuntimeException | StackOverflowError e) {
      if (WriteLimitReachedException.isWriteLimitReached(e)) {
        throw DocumentText.tooLong(most);
      }
      throw new DocumentText.UnreadableException(
          "cannot be read: it is broken, encrypted, or of a kind that is not known.", e);
    }
  }

  /** Of a Word document not all has to be in memory at once. */
  private static ParseContext context() {
    ParseContext context = new ParseContext();
    try {
      OfficeParserConfig office = new OfficeParserConfig();
      office.setUseSAXDocxExtractor(true);
      office.setUseSAXPptxExtractor(true);
      context.set(OfficeParserConfig.class, office);
    } catch (NoClassDefFoundError onlyOthers) {
      return context;
    }
    return context;
  }
}
