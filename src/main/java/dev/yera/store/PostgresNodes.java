package dev.yera.store;

import dev.yera.settings.ClusterSettings;
import dev.yera.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The nodes in PostgreSQL. On connections of its own: a lease must be renewed in time, whatever the
 * store's connections wait for.
 */
public final class PostgresNodes implements NodeTable {
  private static final String ALL =
      "SELECT id, address, version, lease_millis, started_at,"
          + " extract(epoch FROM clock_timestamp() - renewed_at) * 1000, dead_at IS NOT NULL,"
          + " draining, sessions, places, viewers, load FROM node ORDER BY started_at, id";

  private final Database database;

  /**
   * In the database that {@code yera.store} names.
   *
   * @throws dev.yera.settings.BadSettingException if it cannot be used
   */
  public PostgresNodes(Settings settings) {
    // So that one try that takes too long is not the end of the lease.
    Duration most = settings.get(ClusterSettings.CLUSTER_LEASE).dividedBy(5);
    database = Databases.another(settings, "yera-nodes", 2, most);
  }

  private interface Values {
    void set(PreparedStatement statement) throws SQLException;
  }

  private int change(String sql, Values values) {
    try {
      return database.ask(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              values.set(statement);
              return statement.executeUpdate();
            }
          });
    } catch (SQLException e) {
      throw new StoreException("The nodes cannot be changed", e);
    }
  }

  /** Whether a node has a lease. */
  static boolean anyLives(Connection connection) throws SQLException {
    String sql =
        "SELECT EXISTS (SELECT 1 FROM node WHERE dead_at IS NULL AND renewed_at"
            + " > clock_timestamp() - lease_millis * interval '1 millisecond' * 4 / 3)";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Override
  public Instant enter(String id, String address, String version, Duration lease) {
    String sql =
        "INSERT INTO node (id, address, version, lease_millis) VALUES (?, ?, ?, ?)"
            + " RETURNING renewed_at";
    return renewed(
            sql,
            statement -> {
              statement.setString(1, id);
              statement.setString(2, address);
              statement.setString(3, version);
              statement.setLong(4, lease.toMillis());
            })
        .orElseThrow();
  }

  @Override
  public Optional<Instant> renew(String id, Node.Report report) {
    String sql =
        "UPDATE node SET renewed_at = clock_timestamp(), draining = ?, sessions = ?, places = ?,"
            + " viewers = ?, load = ? WHERE id = ? AND dead_at IS NULL RETURNING renewed_at";
    return renewed(
        sql,
        statement -> {
          statement.setBoolean(1, report.draining());
          statement.setInt(2, report.sessions());
          statement.setInt(3, report.places());
          statement.setInt(4, report.viewers());
          statement.setDouble(5, report.load());
          statement.setString(6, id);
        });
  }

  /** When the lease was renewed that a statement has changed; empty if there is none. */
  private Optional<Instant> renewed(String sql, Values values) {
    try {
      return database.ask(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              values.set(statement);
              try (ResultSet row = statement.executeQuery()) {
                return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
              }
            }
          });
    } catch (SQLException e) {
      throw new StoreException("The lease of this node cannot be renewed", e);
    }
  }

  @Override
  public List<Node> all() {
    try {
      return database.ask(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ALL);
                ResultSet rows = statement.executeQuery()) {
              List<Node> nodes = new ArrayList<>();
              while (rows.next()) {
                nodes.add(node(rows));
              }
              return nodes;
            }
          });
    } catch (SQLException e) {
      throw new StoreException("The nodes cannot be read", e);
    }
  }

  private static Node node(ResultSet row) throws SQLException {
    return new Node(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        Duration.ofMillis(row.getLong(4)),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        Duration.ofMillis(Math.max(0, row.getLong(6))),
        row.getBoolean(7),
        new Node.Report(
            row.getBoolean(8), row.getInt(9), row.getInt(10), row.getInt(11), row.getDouble(12)));
  }

  @Override
  public int bury() {
    int died =
        change(
            "UPDATE node SET dead_at = clock_timestamp() WHERE dead_at IS NULL AND"
                + " renewed_at < clock_timestamp() - lease_millis * interval '1 millisecond' * 4 / 3",
            statement -> {});
    change(
        "DELETE FROM node WHERE dead_at < clock_timestamp() - interval '1 day'", statement -> {});
    return died;
  }

  @Override
  public void leave(String id) {
    change("DELETE FROM node WHERE id = ?", statement -> statement.setString(1, id));
  }

  @Override
  public void close() {
    database.close();
  }
}
