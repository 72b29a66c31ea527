package dev.yera.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps files in the database, so that every node serves them. One is stored by one transaction;
 * reading takes a connection for each piece, however slow the reader is.
 */
final class PostgresShelf implements FileShelf {
  private static final String KEY = " WHERE session = ? AND id = ?";

  private final Database database;
  private final Trouble trouble;
  private final Function<String, Optional<SessionKey>> keys;

  /**
   * In this database.
   *
   * @param keys has the keys of sessions that are sealed
   */
  PostgresShelf(Database database, Trouble trouble, Function<String, Optional<SessionKey>> keys) {
    this.database = database;
    this.trouble = trouble;
    this.keys = keys;
  }

  private FilePieces pieces(String session, String file) {
    return new FilePieces(session, file, keys.apply(session));
  }

  @Override
  public StoredFile put(String session, Label label, InputStream content, long most)
      throws IOException {
    FilePieces pieces = pieces(session, label.id());
    try {
      return database.commit(
          connection -> {
            insert(connection, session, label.id());
            StoredFile file = cut(connection, pieces, session, label, content, most);
            // From here on one after the other: of two that come at once each counts the other.
            lock(connection, session);
            ShelfFullException.refuseOver(most, bytes(connection, session) + file.size() + EACH);
            describe(connection, session, file, pieces.head(file));
            return file;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (SQLException e) {
      trouble.met(Database.problem(e));
      throw new StoreException("A file of session " + session + " cannot be stored", e);
    }
  }

  private static void insert(Connection connection, String session, String file)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO file (session, id, bytes, head) VALUES (?, ?, 0, '')")) {
      statement.setString(1, session);
      statement.setString(2, file);
      statement.executeUpdate();
    }
  }

  private static StoredFile cut(
      Connection connection,
      FilePieces pieces,
      String session,
      Label label,
      InputStream content,
      long most)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO file_piece (session, file, number, bytes) VALUES (?, ?, ?, ?)")) {
      statement.setString(1, session);
      statement.setString(2, label.id());
      return pieces.cut(
          label,
          content,
          most,
          (number, piece) -> {
            try {
              statement.setInt(3, number);
              statement.setBytes(4, piece);
              statement.executeUpdate();
            } catch (SQLException e) {
              throw new Failed(e);
            }
          });
    } catch (Failed e) {
      throw e.reason;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Carries the failure of a statement through what cuts. */
  private static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;

    private final SQLException reason;

    Failed(SQLException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private static void lock(Connection connection, String session) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
      statement.setString(1, "yera files of " + session);
      statement.execute();
    }
  }

  private static void describe(Connection connection, String session, StoredFile file, byte[] head)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE file SET bytes = ?, head = ?" + KEY)) {
      statement.setLong(1, file.size());
      statement.setBytes(2, head);
      statement.setString(3, session);
      statement.setString(4, file.id());
      statement.executeUpdate();
    }
  }

  private static long bytes(Connection connection, String session) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT coalesce(sum(bytes + ?), 0) FROM file WHERE session = ? AND head <> ''")) {
      statement.setInt(1, EACH);
      statement.setString(2, session);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  @Override
  public List<StoredFile> list(String session) {
    Optional<SessionKey> key = keys.apply(session);
    return read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT id, head FROM file WHERE session = ?")) {
            statement.setString(1, session);
            return files(statement, session, key);
          }
        });
  }

  @Override
  public Optional<StoredFile> find(String session, String file) {
    if (file.indexOf('\0') >= 0) {
      return Optional.empty(); // no text of PostgreSQL has it
    }
    Optional<SessionKey> key = keys.apply(session);
    return read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("SELECT id, head FROM file" + KEY)) {
            statement.setString(1, session);
            statement.setString(2, file);
            return files(statement, session, key).stream().findFirst();
          }
        });
  }

  private static List<StoredFile> files(
      PreparedStatement statement, String session, Optional<SessionKey> key) throws SQLException {
    List<StoredFile> files = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        files.add(new FilePieces(session, rows.getString(1), key).head(rows.getBytes(2)));
      }
    } catch (IOException e) {
      throw new StoreException("A file of session " + session + " cannot be read", e);
    }
    return files;
  }

  @Override
  public long bytes(String session) {
    return read(connection -> bytes(connection, session));
  }

  @Override
  public InputStream open(String session, StoredFile file, long from) {
    return pieces(session, file.id())
        .joined(file.size(), from, number -> piece(session, file.id(), number));
  }

  private byte[] piece(String session, String file, int number) throws IOException {
    String sql = "SELECT bytes FROM file_piece WHERE session = ? AND file = ? AND number = ?";
    byte[] piece =
        read(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, session);
                statement.setString(2, file);
                statement.setInt(3, number);
                try (ResultSet row = statement.executeQuery()) {
                  return row.next() ? row.getBytes(1) : null;
                }
              }
            });
    if (piece == null) {
      throw new IOException("the file was removed");
    }
    return piece;
  }

  private <T> T read(Database.Work<T> work) {
    try {
      return database.ask(work);
    } catch (SQLException e) {
      throw new StoreException("The files of sessions cannot be read", e);
    }
  }
}
