import static dev.yera.app.Yera.*;

import dev.yera.app.App;
import dev.yera.app.Prose;

/** Repeats what it is told, or says much: for the benchmark. */
class Talk {
  private static final String PIECE = "x".repeat(200);

  @App(
      description =
          "Repeats each answer; burst <n> is answered with n pieces of 200 characters; fail fails.")
  static void talk() {
    while (true) {
      String said = textInput("Say something");
      if (said.startsWith("burst ")) {
        burst(Integer.parseInt(said.substring("burst ".length())));
      } else if (said.equals("fail")) {
        throw new IllegalStateException("As I was told");
      } else {
        markdown(said);
      }
    }
  }

  private static void burst(int pieces) {
    Prose out = markdown();
    for (int i = 0; i < pieces; i++) {
      out.append(PIECE);
    }
  }
}
