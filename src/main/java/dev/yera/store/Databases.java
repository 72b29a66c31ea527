package dev.yera.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.yera.settings.BadSettingException;
import dev.yera.settings.Settings;
import dev.yera.settings.StoreKind;
import dev.yera.settings.StorePlace;
import dev.yera.settings.StoreSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens the database that {@code yera.store} names, and brings its tables up to date. */
final class Databases {
  private static final String MIGRATIONS = "classpath:dev/yera/store";
  private static final String HISTORY = "yera_schema_history";
  private static final int OLDEST = 13;

  private Databases() {}

  /**
   * Opens it.
   *
   * @throws BadSettingException if it cannot be used; the message names the setting
   */
  static Database open(Settings settings) {
    StorePlace place = settings.get(StoreSettings.STORE);
    if (place.kind() == StoreKind.DATA_SOURCE) {
      DataSource named = named(place.text());
      prepare(named);
      return new Database(named, () -> {});
    }
    // Without the time limit of a statement: a migration may move many rows.
    prepare(driver(settings, settings.get(StoreSettings.STORE_TIMEOUT), "0"));
    HikariDataSource pool =
        pool(
            settings,
            "yera",
            settings.get(StoreSettings.STORE_POOL_SIZE),
            settings.get(StoreSettings.STORE_TIMEOUT));
    return new Database(pool, pool::close);
  }

  /**
   * More connections to the database that is open already, for what must not wait for the others.
   *
   * @param size how many
   * @param most how long it may take, if less than usual
   */
  static Database another(Settings settings, String name, int size, Duration most) {
    StorePlace place = settings.get(StoreSettings.STORE);
    if (place.kind() == StoreKind.DATA_SOURCE) {
      return new Database(named(place.text()), () -> {});
    }
    Duration usual = settings.get(StoreSettings.STORE_TIMEOUT);
    HikariDataSource pool = pool(settings, name, size, usual.compareTo(most) < 0 ? usual : most);
    return new Database(pool, pool::close);
  }

  /**
   * A DataSource of the application server. Payara, GlassFish and Open Liberty give their resources
   * plain names ({@code jdbc/yera}), in which there may be no colon: {@code java:jdbc/yera} is that
   * one, too.
   */
  private static DataSource named(String name) {
    Object found;
    try {
      found = lookedUp(name);
    } catch (NamingException e) {
      try {
        found = lookedUp(name.substring("java:".length()));
      } catch (NamingException plain) {
        e.addSuppressed(plain);
        throw unusable("there is no DataSource " + name, e);
      }
    }
    if (found instanceof DataSource source) {
      return source;
    }
    throw unusable(name + " is no DataSource", null);
  }

  @SuppressWarnings("BanJNDI") // it is the operator's own, and of this server
  private static Object lookedUp(String name) throws NamingException {
    return InitialContext.doLookup(name);
  }

  private static PGSimpleDataSource driver(
      Settings settings, Duration timeout, String statementMillis) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    try {
      driver.setUrl(settings.get(StoreSettings.STORE).text());
    } catch (IllegalArgumentException e) {
      throw unusable("it is no address of PostgreSQL", e);
    }
    String user = settings.get(StoreSettings.STORE_USER);
    if (!user.isEmpty()) {
      driver.setUser(user);
      driver.setPassword(
          settings.secret(StoreSettings.STORE_PASSWORD, StoreSettings.STORE_PASSWORD_FILE));
    }
    driver.setApplicationName("yera-sessions");
    driver.setTcpKeepAlive(true);
    int seconds = Math.toIntExact(timeout.toSeconds());
    driver.setConnectTimeout(seconds);
    driver.setLoginTimeout(seconds);
    String own = driver.getOptions() == null ? "" : driver.getOptions() + " ";
    // A server that sleeps in the middle of a transaction must not keep others from what it had;
    // and
    // what is counted under a lock is what there is then, not what there was at its begin.
    driver.setOptions(
        ("%s-c statement_timeout=%s -c idle_in_transaction_session_timeout=%s"
                + " -c default_transaction_isolation=read\\ committed")
            .formatted(own, statementMillis, statementMillis));
    return driver;
  }

  private static HikariDataSource pool(Settings settings, String name, int size, Duration timeout) {
    PGSimpleDataSource driver = driver(settings, timeout, Long.toString(timeout.toMillis()));
    // A second more than the statement has: it is the database that says so, if it is there.
    driver.setSocketTimeout(Math.toIntExact(timeout.toSeconds()) + 1);
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(driver);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(timeout.toMillis());
    config.setValidationTimeout(timeout.toMillis());
    config.setInitializationFailTimeout(-1); // it was reached a moment ago
    return new HikariDataSource(config);
  }

  private static void prepare(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet server =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int / 10000,"
                    + " current_setting('server_encoding')")) {
      server.next();
      if (server.getInt(1) < OLDEST) {
        throw unusable("it is PostgreSQL " + server.getInt(1) + ", not 13 or newer", null);
      }
      if (!server.getString(2).equals("UTF8")) {
        throw unusable("its database is " + server.getString(2) + ", not UTF8", null);
      }
    } catch (SQLException e) {
      throw unusable(e.getMessage(), e);
    }
    try {
      Flyway migrations = migrations(source).load();
      refuseNewer(migrations.info().all());
      migrations.migrate();
    } catch (FlywayException e) {
      throw unusable("its tables cannot be made: " + e.getMessage(), e);
    }
  }

  /** Of our tables, all that this version knows. */
  static FluentConfiguration migrations(DataSource source) {
    return Flyway.configure(Databases.class.getClassLoader())
        .dataSource(source)
        .locations(MIGRATIONS)
        .table(HISTORY);
  }

  /** Flyway itself goes on with tables that a newer version has changed. */
  private static void refuseNewer(MigrationInfo[] all) {
    Optional<MigrationVersion> known =
        Stream.of(all)
            .filter(each -> each.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .max(Comparator.naturalOrder());
    Optional<MigrationVersion> found =
        Stream.of(all)
            .filter(each -> each.getState().isApplied())
            .map(MigrationInfo::getVersion)
            .max(Comparator.naturalOrder());
    if (known.isPresent() && found.isPresent() && found.get().isNewerThan(known.get())) {
      throw unusable(
          "its tables are of version %s, and this version of the server knows them up to %s: start the version that made them, or a newer one"
              .formatted(found.get(), known.get()),
          null);
    }
  }

  private static BadSettingException unusable(String why, Exception reason) {
    return new BadSettingException("yera.store cannot be used: " + why, reason);
  }
}
