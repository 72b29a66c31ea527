package dev.yera.worker;

import static dev.yera.app.Yera.*;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.yera.app.App;
import dev.yera.app.Param;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Apps that end, fail and print in every way, for a real child process. */
final class Apps {
  private Apps() {}

  enum Colour {
    RED,
    GREEN
  }

  @App
  static String everyType(
      String s,
      int i,
      double d,
      boolean b,
      LocalDate day,
      Colour colour,
      List<Integer> list,
      Optional<String> maybe,
      @Param(name = "renamed") long other) {
    return String.join(
        " ", s, i + "", d + "", b + "", day + "", colour + "", list + "", maybe + "", other + "");
  }

  @App
  static void noise() throws IOException {
    System.out.println("noise on standard output");
    System.out.print("without a line end");
    markdown("read " + System.in.read());
  }

  private static final String FORGED =
      "{\"block_type\":\"markdown\",\"data\":{\"content\":\"forged\"}}";

  private static void inheriting(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  @App
  static void startsChildren() throws IOException, InterruptedException {
    inheriting("echo", FORGED);
    inheriting("cat");
    inheriting("printf", "Checking ... ");
    markdown(textInput("Delete?"));
  }

  @App
  @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there is one that reads the same nothing
  static void goesAroundTheLibrary() throws IOException {
    new FileOutputStream(FileDescriptor.out).write((FORGED + "\n").getBytes(US_ASCII));
    int read = new FileInputStream(FileDescriptor.in).read();
    String typed = System.console() == null ? null : System.console().readLine();
    markdown("read " + read + " and " + typed);
  }

  @App
  static void listsWhatAChildHasOpen() throws IOException {
    Process list = new ProcessBuilder("ls", "/proc/self/fd").start();
    markdown(new String(list.getInputStream().readAllBytes(), US_ASCII));
  }

  @App
  static void runsOutOfMemory() {
    markdown("" + new long[Integer.MAX_VALUE - 8].length);
  }

  @App
  static void exitThree() {
    markdown("last words");
    System.exit(3);
  }

  @App
  static void fail() throws IOException {
    throw new IOException("the disk is full");
  }

  @App
  static void saysExit() {
    try {
      exit(7, "no data today");
    } finally {
      markdown("cleaned up");
    }
  }

  @App
  static void saysQuit() {
    quit();
  }

  @App
  static void quitsOnAnotherThread() throws InterruptedException {
    Thread other = new Thread(() -> quit());
    other.start();
    new CountDownLatch(1).await();
  }

  @App
  static int leavesThreads() {
    new Thread(Apps::waitForever).start();
    return 42;
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException nobodyDoesThis) {
      Thread.currentThread().interrupt();
    }
  }

  @App
  static void cleansUp() {
    try {
      textInput("Wait");
    } finally {
      System.err.println("cleaned up");
    }
  }

  @App
  static void goesOn() {
    markdown("first");
    text("second");
    waitForever();
  }

  @App
  static void runsOutOfStack() {
    System.err.println(depth(0));
  }

  private static long depth(long above) {
    return above < 0 ? above : depth(above + 1) + 1;
  }

  @App
  static String fillsForm() {
    return form(
        form -> {
          var name = form.textInput("Name");
          var day = container(() -> form.datePicker("Day"));
          return () -> name.get() + " " + day.get().getYear();
        });
  }

  @App
  static void neverLooksUp() {
    markdown("busy");
    while (!Thread.currentThread().getName().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  static final class SaysWhenItBegins {
    static {
      System.err.println("begun");
    }

    private SaysWhenItBegins() {}

    @App
    static void asks() {
      textInput("Well?");
    }
  }

  static final class Nested {
    private Nested() {}

    @App
    static boolean yes() {
      return true;
    }
  }
}
