package dev.yera.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yera.app.App;
import dev.yera.app.Upload;
import dev.yera.app.Yera;
import dev.yera.app.local.AppRunner;
import dev.yera.app.local.Transcript;
import dev.yera.model.FakeProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about files: really read, really searched, at a provider of our own. */
class DocumentsTest {
  private static final String QUESTION = "How long is the guarantee of the coffee machine?";

  @TempDir private Path folder;
  private static Model model;
  private static List<Upload> files;
  private static ModelException.Reason caught;
  private static String problem;

  private FakeProvider provider;

  @BeforeEach
  void open() throws IOException {
    provider = new FakeProvider();
    model = Model.in(Map.of("OPENAI_BASE_URL", provider.url()), "fast");
    files = new ArrayList<>();
    caught = null;
  }

  @AfterEach
  void close() throws IOException {
    provider.close();
  }

  @App
  static void asks() {
    Documents documents = new Documents();
    Memory memory = new Memory();
    for (String question : Yera.chat()) {
      try {
        Llm.ask(model, memory, documents.add(files), question);
      } catch (ModelException e) {
        caught = e.reason();
        problem = e.getMessage();
      }
    }
  }

  /** As one whose app has named nothing that searches. */
  @App
  static void asksWithoutASearch() {
    Documents documents = new Documents(Optional::empty);
    for (String question : Yera.chat()) {
      try {
        documents.add(question.equals("more") ? files : files.subList(0, 1));
        Llm.ask(model, new Memory(), documents, question);
      } catch (ModelException e) {
        caught = e.reason();
        problem = e.getMessage();
      }
    }
  }

  @App
  static void asksOnce() {
    Llm.ask(model, files, QUESTION);
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    files.add(new Upload(file, name, "application/octet-stream", 0, "", "file-" + files.size()));
    return file;
  }

  private void text(String name, String content) throws IOException {
    Files.writeString(file(name), content);
  }

  /** Of some six pieces. */
  private static String about(String thing) {
    return """
        %1$s are kept in a cool place. In the first week nobody opens the door of the store. %1$s
        that have been there for longer are turned every day, by hand, from the left to the right,
        as has been done in this house for more than a hundred years. Visitors like to see that.

        """
        .formatted(thing)
        .repeat(20);
  }

  private void pdf(String name, String line) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.newLineAtOffset(50, 700);
        content.showText(line);
        content.endText();
      }
      document.save(file(name).toFile());
    }
  }

  private void docx(String name, String text) throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        OutputStream out = Files.newOutputStream(file(name))) {
      document.createParagraph().createRun().setText(text);
      document.write(out);
    }
  }

  private String prompt(int request) {
    List<?> messages = (List<?>) provider.asked().get(request).body().get("messages");
    return (String) ((Map<?, ?>) messages.get(messages.size() - 1)).get("content");
  }

  private static List<Object> actions(Transcript transcript) {
    return transcript.events().stream()
        .filter(each -> each.block().blockType().equals("action"))
        .map(each -> each.data().get("message"))
        .toList();
  }

  @Test
  void theModelIsToldThePiecesThatTheQuestionIsAbout() throws IOException {
    text("cheese.txt", about("Cheeses"));
    pdf("machine.pdf", "The coffee maker comes with a warranty of 37 months from the purchase.");
    docx("holidays.docx", "The office is closed between Christmas and New Year's Day.");
    provider.next(FakeProvider.says("37 ", "months.")).next(FakeProvider.says("Then."));
    Transcript transcript =
        AppRunner.of(DocumentsTest::asks)
            .answer(QUESTION)
            .answer("When is nobody at work?")
            .answer("/quit")
            .run();
    assertThat(prompt(0)).startsWith(QUESTION).contains("# machine.pdf", "37 months");
    assertThat(prompt(1)).contains("# holidays.docx", "closed between Christmas");
    assertThat(prompt(0).length()).as("of some 7,000").isLessThan(6 * 1000 + 500);
    assertThat(provider.asked().get(1).body().get("messages").toString())
        .as("of the first question, that alone is remembered")
        .contains("content=" + QUESTION)
        .contains("content=37 months.");
    assertThat(actions(transcript))
        .filteredOn(each -> String.valueOf(each).startsWith("From "))
        .hasSize(2)
        .first()
        .asString()
        .contains("machine.pdf");
    assertThat(actions(transcript)).filteredOn("Reading machine.pdf"::equals).hasSize(1);
  }

  @Test
  void whatIsShortIsToldWholeInItsOrder() throws IOException {
    text("one.txt", "\ufeffFirst.");
    text("two.md", "# Second");
    text("empty.txt", "");
    provider.next(FakeProvider.says("Yes."));
    AppRunner.of(DocumentsTest::asksOnce).run();
    assertThat(prompt(0)).endsWith("# one.txt\n\nFirst.\n\n# two.md\n\n# Second");
  }

  @Test
  void withoutAFileItIsAChat() {
    provider.next(FakeProvider.says("Yes."));
    Transcript transcript = AppRunner.of(DocumentsTest::asksOnce).run();
    assertThat(prompt(0)).isEqualTo(QUESTION);
    assertThat(actions(transcript)).isEmpty();
  }

  private String refused() {
    Transcript transcript =
        AppRunner.of(DocumentsTest::asks).answer(QUESTION).answer("/quit").run();
    assertThat(provider.asked()).isEmpty();
    assertThat(caught).isEqualTo(ModelException.Reason.UNREADABLE);
    assertThat(actions(transcript)).contains(problem);
    return problem;
  }

  @Test
  void aTextThatIsTooLongIsRefused() throws IOException {
    try (OutputStream out = Files.newOutputStream(file("long.txt"))) {
      byte[] line = "Much ado about nothing.\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 500; i++) {
        out.write(line);
      }
    }
    assertThat(refused())
        .isEqualTo("long.txt has more text than can be searched: 2,000,000 characters are left.");
  }

  @Test
  void moreThanCanBeToldWholeIsRefusedBeforeItIsThereAndTheOthersStay() throws IOException {
    text("short.txt", "Seven days.");
    text("long.txt", "x".repeat(40_000));
    provider.next(FakeProvider.says("Seven.")).next(FakeProvider.says("Still seven."));
    Transcript transcript =
        AppRunner.of(DocumentsTest::asksWithoutASearch)
            .answer("How long?")
            .answer("more")
            .answer("And now?")
            .answer("/quit")
            .run();
    assertThat(caught).isEqualTo(ModelException.Reason.UNREADABLE);
    assertThat(problem)
        .startsWith(
            "The files have 40,011 characters. An app that searches more than 40,000 names");
    assertThat(actions(transcript))
        .containsSubsequence("Reading long.txt", problem, "From short.txt");
    assertThat(provider.asked()).hasSize(2);
    assertThat(prompt(1)).startsWith("And now?").endsWith("# short.txt\n\nSeven days.");
  }

  private void archive(String name, String entry, int bytes) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file(name)))) {
      zip.putNextEntry(new ZipEntry(entry));
      byte[] zeros = new byte[1 << 16];
      for (int i = 0; i < bytes; i += zeros.length) {
        zip.write(zeros);
      }
    }
  }

  @Test
  void aBombIsRefused() throws IOException {
    archive("bomb.docx", "word/document.xml", 100 << 20);
    assertThat(refused())
        .isEqualTo("bomb.docx has more than 67,108,864 bytes when it is unpacked.");
  }

  @Test
  void whatIsBrokenIsRefused() {
    Map<String, byte[]> broken =
        Map.of(
            "a.pdf", "%PDF-1.7 and no more".getBytes(StandardCharsets.US_ASCII),
            "b.docx", "PK\003\004 and no more".getBytes(StandardCharsets.US_ASCII));
    broken.forEach(
        (name, bytes) -> {
          files.clear();
          try {
            Files.write(file(name), bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          assertThat(refused()).startsWith(name + " cannot be read");
        });
  }
}
