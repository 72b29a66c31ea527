package dev.yera.work;

import static dev.yera.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceFolderTest {
  @TempDir private Path folder;
  private WorkFolder work;

  @BeforeEach
  void makeWorkFolder() {
    work = new WorkFolder(folder);
  }

  /** As a server that was killed leaves it. */
  private Path leftBehind() throws IOException {
    Path path = Files.createDirectory(work.folder("instances").resolve("server-dead"));
    Files.createDirectory(path.resolve("sessions"));
    Files.createFile(path.resolve("lock"));
    return path;
  }

  @Test
  void aServerThatLivesIsNotAbandoned() throws IOException {
    try (InstanceFolder mine = InstanceFolder.create(work)) {
      assertThat(mine.sessions()).isEmptyDirectory();
      assertThat(InstanceFolder.abandoned(work)).isEmpty();
    }
  }

  @Test
  void aServerThatLivesInAnotherProcessIsNotAbandoned() throws Exception {
    Path path = leftBehind();
    // fcntl locks, as Java's are
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                """
                import fcntl, sys
                file = open(sys.argv[1], "w")
                fcntl.lockf(file, fcntl.LOCK_EX)
                print("locked", flush=True)
                sys.stdin.read()
                """,
                path.resolve("lock").toString())
            .start();
    assertThat(other.inputReader().readLine()).isEqualTo("locked");
    assertThat(InstanceFolder.abandoned(work)).isEmpty();
    other.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    List<InstanceFolder> abandoned = InstanceFolder.abandoned(work);
    assertThat(abandoned).singleElement().extracting(InstanceFolder::path).isEqualTo(path);
    abandoned.get(0).close();
  }

  @Test
  void anAbandonedOneIsClearedByOneOnly() throws IOException {
    Path path = leftBehind();
    List<InstanceFolder> abandoned = InstanceFolder.abandoned(work);
    assertThat(abandoned).singleElement().extracting(InstanceFolder::path).isEqualTo(path);
    assertThat(InstanceFolder.abandoned(work)).isEmpty();
    abandoned.get(0).close();
    assertThat(path).doesNotExist();
    assertThat(InstanceFolder.abandoned(work)).isEmpty();
  }

  @Test
  void oneThatIsJustBeingMadeIsLeftAlone() throws IOException {
    Path path = Files.createDirectory(work.folder("instances").resolve("server-new"));
    assertThat(InstanceFolder.abandoned(work)).isEmpty();
    assertThat(path).isEmptyDirectory();
  }

  @Test
  void aServerThatEndsLeavesNothing() throws IOException {
    InstanceFolder mine = InstanceFolder.create(work);
    Files.createFile(mine.sessions().resolve("session"));
    mine.close();
    assertThat(mine.path()).doesNotExist();
  }
}
