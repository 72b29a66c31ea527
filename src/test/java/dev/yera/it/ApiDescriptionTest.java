package dev.yera.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the API, in itself and beside what the product and its documentation have. */
class ApiDescriptionTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([A-Z]+ /api/[^`?]*)[^`]*` \\|[^|]*\\|([^|]*\\|[^|]*)\\|$");
  private static final Pattern STATUS = Pattern.compile("\\b[2-5][0-9][0-9]\\b");

  /** The server's own trouble, which any request may meet. */
  private static final Set<String> OF_ALL = Set.of("503");

  private final ApiDescription description = new ApiDescription();

  @Test
  void whatIsServedIsDescribedAndTheReverse() {
    Set<String> served = new TreeSet<>(OwnershipMatrixIT.resources());
    served.removeIf(each -> !each.contains(" /api/"));
    assertThat(new TreeSet<>(description.operations().keySet())).isEqualTo(served);
  }

  @Test
  void whatTheProtocolHasIsDescribedAndTheReverse() throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/protocol.md"));
    Set<String> rows = new TreeSet<>();
    List<String> untold = new ArrayList<>();
    Matcher row = ROW.matcher(page);
    while (row.find()) {
      rows.add(row.group(1));
      STATUS
          .matcher(row.group(2))
          .results()
          .map(MatchResult::group)
          .filter(status -> !OF_ALL.contains(status))
          .map(status -> row.group(1) + " " + status)
          .filter(each -> !description.answers().contains(each))
          .forEach(untold::add);
    }
    assertThat(rows).isEqualTo(new TreeSet<>(description.operations().keySet()));
    assertThat(untold).isEmpty();
  }

  @Test
  void itsExamplesFit() {
    description.examplesFit();
  }
}
