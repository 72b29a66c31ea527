package dev.yera.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a command app is made of: another state of one is a new version of the app. */
class CommandFilesTest {
  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> files(String... command) {
    return CommandFiles.look(List.of(command), folder).keySet().stream()
        .map(each -> folder.relativize(each).toString())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ask.py   | words.py     | from words import ask",
        "ask.py   | words.py     | import json, words",
        "ask.js   | my-words.js  | const { ask } = require('./my-words');",
        "ask.mjs  | words.mjs    | import { ask } from './words.mjs';",
        "ask.js   | words.de.js  | import './words.de.js';",
        "ask.sh   | lib_words.sh | . ./lib_words.sh",
        "ask.rb   | wörter.rb    | require_relative 'wörter'"
      })
  void whatAScriptImportsBelongsToIt(String script, String other, String line) throws IOException {
    write(script, "# a script\n" + line + "\n");
    write(other, "");
    write("unrelated" + script.substring(script.indexOf('.')), "");
    write("words.txt", "");
    assertThat(files("interpreter", script)).containsExactlyInAnyOrder(script, other);
  }

  @Test
  void soDoesWhatThatImports() throws IOException {
    write("ask.py", "import words");
    write("words.py", "import more");
    write("more.py", "import ask");
    assertThat(files("python3", "ask.py")).containsExactly("ask.py", "more.py", "words.py");
  }

  @Test
  void anImportThatChangesOrComesIsAnotherState() throws IOException {
    write("ask.py", "import words");
    Map<?, ?> without = CommandFiles.look(List.of("ask.py"), folder);
    write("words.py", "a = 1");
    Map<?, ?> with = CommandFiles.look(List.of("ask.py"), folder);
    write("words.py", "a = 12");
    Map<?, ?> changed = CommandFiles.look(List.of("ask.py"), folder);
    assertThat(with).isNotEqualTo(without).isNotEqualTo(changed);
    assertThat(CommandFiles.look(List.of("ask.py"), folder)).isEqualTo(changed);
  }

  @Test
  void whatIsElsewhereOrNoFileIsLeftOut() throws IOException {
    Path app = Files.createDirectory(folder.resolve("app"));
    Files.writeString(app.resolve("ask.py"), "import words");
    Files.createDirectory(app.resolve("words.py"));
    write("other.py", "");
    assertThat(CommandFiles.look(List.of("ask.py", "../other.py", "a\0b", "-x"), app))
        .containsOnlyKeys(app.resolve("ask.py"));
  }

  @Test
  void aFolderOfVeryManyFilesIsNotSearched() throws IOException {
    write("ask.py", "import words");
    write("words.py", "");
    for (int i = 0; i < 500; i++) {
      write(i + ".csv", "");
    }
    assertThat(files("python3", "ask.py")).containsExactly("ask.py");
  }
}
