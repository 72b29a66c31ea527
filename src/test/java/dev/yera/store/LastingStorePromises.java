package dev.yera.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yera.session.Frames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store promises whose sessions outlive the server. */
abstract class LastingStorePromises extends SessionStorePromises {
  void reopen() throws IOException {
    store.close();
    store = null;
    store = open();
  }

  @Test
  void nobodyReadsWhatIsNotStored() throws IOException {
    EventLog log = log();
    EventLog.Cursor cursor = log.cursorAfter(0);
    log.append(json(10));
    log.append(json(10));
    assertThat(cursor.next()).isNull();
    assertThat(log.lastId()).isEqualTo(2);
    assertThat(log.readableId()).isZero();
    assertThatThrownBy(() -> log.cursorAfter(1)).isInstanceOf(BadEventIdException.class);

    log.store();
    assertThat(log.readableId()).isEqualTo(2);
    assertThat(readAll(cursor)).containsExactly(1L, 2L);
    log.close();
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void everythingIsThereAgainAsItWas() throws IOException {
    StoredSession created = add(session("u issuer ann " + WORDS, NOON));
    StoredSession ended = ended(session("v 1", NOON.plusSeconds(1)), NOON.plusSeconds(2), 10);
    StoredSession titled = ended.titled(Optional.of(WORDS)).pinned(true);
    say(titled, "one", "two");

    reopen();
    isThere(created);
    isThere(titled);
    assertThat(store.unended()).extracting(StoredSession::id).containsExactly(created.id());
    assertThat(ids(words("two one"))).containsExactly(titled.id());
    EventLog log = store.log(titled, () -> {});
    assertThat(log.readableId()).isEqualTo(2);
    EventLog.Cursor cursor = log.cursorAfter(1);
    Slice slice = cursor.next();
    assertThat(new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.UTF_8))
        .isEqualTo("id: 2\ndata: {\"data\":{\"content\":\"two\"}}\n\n");
    assertThat(cursor.isAtEnd()).isTrue();
  }

  @Test
  void filesAreThereAgainAsTheyWere() throws IOException {
    StoredSession session = add(session("v 1", NOON));
    StoredFile file = put(session, "0123456789", content(7));
    long bytes = store.files().bytes(session.id());
    reopen();
    assertThat(store.files().bytes(session.id())).isEqualTo(bytes);
    assertThat(store.files().list(session.id())).containsExactly(file);
    assertThat(read(session, file, 0)).isEqualTo(content(7));
  }

  @Test
  void aLogIsReadAgainAfterAnyEvent() throws IOException {
    StoredSession session = session("v 1", NOON);
    EventLog said = store.add(session, () -> {});
    int n = fill(said, 900);
    said.close();
    said.store();
    StoredSession ended = ended(session, NOON, said.size());
    store.put(ended);

    reopen();
    EventLog log = store.log(ended, () -> {});
    assertThat(log.lastId()).isEqualTo(n);
    assertThat(log.readableId()).isEqualTo(n);
    assertThat(log.size()).isEqualTo(said.size());
    for (long after = 0; after <= n; after += after < 800 ? 37 : 1) {
      EventLog.Cursor cursor = log.cursorAfter(after);
      assertThat(readAll(cursor)).isEqualTo(numbers(after + 1, n));
      assertThat(cursor.isAtEnd()).isTrue();
    }
    assertThatThrownBy(() -> log.cursorAfter(n + 1)).isInstanceOf(BadEventIdException.class);
  }

  /** As a server does it that comes after one that was killed. */
  @Test
  void aLogGoesOnWhereItWasCutOff() throws IOException {
    StoredSession session = session("v 1", NOON);
    EventLog before = store.add(session, () -> {});
    for (int i = 0; i < 3; i++) {
      before.append(json(100));
      before.store();
    }
    reopen();
    EventLog log = store.log(session, () -> {});
    assertThat(log.append(json(30))).isEqualTo(4);
    assertThat(log.append(json(30))).isEqualTo(5);
    log.close();
    log.store();
    assertThat(readAll(log.cursorAfter(0))).isEqualTo(numbers(1, 5));

    reopen();
    EventLog again = store.log(ended(session, NOON, 1), () -> {});
    assertThat(readAll(again.cursorAfter(0))).isEqualTo(numbers(1, 5));
    assertThat(Frames.of(again.cursorAfter(4).next()).get(0).data())
        .isEqualTo(new String(json(30), StandardCharsets.UTF_8));
  }

  @Test
  void whatWasRemovedIsGoneForEver() throws IOException {
    StoredSession session = session("v 1", NOON);
    say(session, "secret");
    store.remove(session.id());
    reopen();
    assertThat(store.find(session.id())).isEmpty();
    assertThat(ids(all())).isEmpty();
  }
}
