package dev.yera.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yera.event.block.Exit;
import dev.yera.event.block.Failure;
import dev.yera.store.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others see of an exit event than those who write apps. */
class ExitForOthersTest {
  private static Exit failed(String message) {
    Failure failure = new Failure("java.io.IOException", message, List.of("password=secret"));
    return new Exit(1, message, Exit.NO_VALUE, null, 1.0, failure);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/srv/apps/report.csv (No such file),… (No such file)",
        "No such file: '/etc/passwd',No such file: '…'",
        "cannot open file:/home/ann/.netrc,cannot open file:…",
        "see ~/notes.txt please,see … please",
        "HOME=/root is odd,HOME=… is odd",
        "\"a /b /c\",\"a … …\"",
        "1/2 and/or 2026/11/22,1/2 and/or 2026/11/22",
        "call https://example.org/help,call https://example.org/help",
        "a / b,a / b",
        "all is well,all is well"
      })
  void aMessageHasNoPath(String message, String shown) {
    Exit exit = ExitForOthers.of(failed(message));
    assertThat(exit.reason()).isEqualTo(shown);
    assertThat(exit.error().message()).isEqualTo(shown);
  }

  @Test
  void aMessageHasNoTraceAndNoErrorOutput() {
    Exit exit = ExitForOthers.of(failed("it broke\n\tat com.example.App.run(App.java:5)\n"));
    assertThat(exit.error().message()).isEqualTo("it broke");
    assertThat(exit.error().errorType()).isEqualTo("java.io.IOException");
    assertThat(exit.error().stderr()).isEmpty();
    assertThat(exit.exitCode()).isEqualTo(1);
  }

  @Test
  void whatWentWellStaysAsItIs() {
    Exit exit = new Exit(0, Exit.COMPLETED, "str", "/srv/result", 1.0, null);
    assertThat(ExitForOthers.of(exit)).isSameAs(exit);
  }

  @Test
  void noMessageTakesLong() {
    for (String hostile : List.of("/", "/a", "~/", "a/", "/a/", "'/a", "/ ", "\n")) {
      CompletableFuture<Exit> exit =
          CompletableFuture.supplyAsync(() -> ExitForOthers.of(failed(hostile.repeat(500_000))));
      assertThatCode(() -> exit.get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS))
          .as(hostile.strip())
          .doesNotThrowAnyException();
    }
  }

  private static Slice slice(String text) {
    byte[] bytes = ("before" + text + "after").getBytes(StandardCharsets.UTF_8);
    return new Slice(bytes, 6, bytes.length - 11);
  }

  private static String text(Slice slice) {
    return new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8);
  }

  @Test
  void onlyTheLastFrameIsAnother() {
    LastFrame last = new LastFrame(12, "{}".getBytes(StandardCharsets.UTF_8));
    assertThat(text(last.instead(slice("id: 11\ndata: {1}\n\nid: 12\ndata: {secret}\n\n"))))
        .isEqualTo("id: 11\ndata: {1}\n\nid: 12\ndata: {}\n\n");
    assertThat(text(last.instead(slice("id: 12\ndata: {secret}\n\n"))))
        .isEqualTo("id: 12\ndata: {}\n\n");
    for (String other :
        List.of("id: 11\ndata: {1}\n\n", "id: 1\ndata: {}\n\nid: 2\ndata: {}\n\n")) {
      Slice slice = slice(other);
      assertThat(last.instead(slice)).isSameAs(slice);
    }
  }
}
