package io.relance.node;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL of our own that can be stopped and started: the same data, the same port. It keeps what it commits
 * ({@code fsync} and {@code synchronous_commit} are on), as in production.
 */
public final class NodeDatabase implements AutoCloseable {

    private static final String NAME = "relance";

    /** PostgreSQL does not start in a folder that others may read. */
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path data;
    private final int port;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private EmbeddedPostgres server;
    private long postmaster;

    private NodeDatabase(Path data, Map<String, String> more) {
        this.data = data.toAbsolutePath();
        port = freePort();
        settings.put("shared_buffers", "512MB");
        settings.put("max_connections", "200");
        settings.put("max_wal_size", "4GB");
        settings.put("wal_buffers", "16MB");
        settings.put("effective_cache_size", "2GB");
        settings.put("random_page_cost", "1.1");
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("track_functions", "none");
        settings.put("shared_preload_libraries", "pg_stat_statements");
        settings.putAll(more);
    }

    /** A new, empty database below {@code data}; whatever lay there is gone. */
    public static NodeDatabase create(Path data) {
        return create(data, Map.of());
    }

    /** The same with more settings of PostgreSQL. */
    public static NodeDatabase create(Path data, Map<String, String> settings) {
        NodeDatabase database = new NodeDatabase(data, settings);
        FileSystemUtils.deleteRecursively(data.toFile());
        database.launch();
        database.execute("postgres", "create database " + NAME);
        database.execute(NAME, "create extension pg_stat_statements");
        return database;
    }

    /** A copy of this one, below {@code copy}, that follows it and only reads. */
    public NodeDatabase standby(Path copy) {
        NodeDatabase standby = new NodeDatabase(copy, settings);
        FileSystemUtils.deleteRecursively(copy.toFile());
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            copyFiles(standby.data);
            try (var rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                rows.next();
                Files.writeString(standby.data.resolve("backup_label"), rows.getString(1));
            }
            Files.createFile(standby.data.resolve("standby.signal"));
            Files.writeString(
                    standby.data.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=localhost port=" + port + " user=postgres'\n");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        standby.launch();
        return standby;
    }

    /** All but who runs it and what it wrote ahead, which the copy gets from it over the wire. */
    private void copyFiles(Path copy) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(data)) {
            files = walk.toList();
        }
        for (Path file : files) {
            String name = data.relativize(file).toString();
            boolean ours = name.matches("postmaster\\..*|epg-lock|pg_wal/.*");
            if (!ours && Files.isDirectory(file)) {
                Files.createDirectories(copy.resolve(name), OWNERS_ONLY);
            } else if (!ours && Files.exists(file)) {
                Files.copy(file, copy.resolve(name));
            }
        }
    }

    /** Starts again what {@link #stop} stopped. */
    public void start() {
        launch();
    }

    private void launch() {
        try {
            Files.createDirectories(data);
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    // It would also clean when it stops.
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(Duration.ofMinutes(1));
            settings.forEach(builder::setServerConfig);
            server = builder.start();
            postmaster = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the server as a machine does that is switched off in good order: sessions are cut. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        FileSystemUtils.deleteRecursively(data.toFile());
    }

    /** Where a node finds it; user and password are {@code postgres}. */
    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + NAME;
    }

    /** A new connection. */
    public Connection connect() {
        return connect("");
    }

    /** A new connection with a parameter of the driver. */
    public Connection connect(String parameter) {
        return open(NAME + "?" + parameter);
    }

    private Connection open(String database) {
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + port + "/" + database, "postgres", "postgres");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements, separated by semicolons, in a connection of their own. */
    public void execute(String sql) {
        execute(NAME, sql);
    }

    private void execute(String database, String sql) {
        try (Connection connection = open(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a question answers; 0 for null. */
    public long number(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one text that a question answers; null for null. */
    public String text(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What a question with a name and a number in each row answers. */
    public Map<String, Long> numbers(String sql) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        try (Connection connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return numbers;
    }

    /** CPU seconds of the server and all its back-ends since it started, ended ones included. */
    public double cpu() {
        return ProcessUse.cpuOfFamily(postmaster);
    }

    /** Memory of the server and all its back-ends now, shared buffers once, in bytes. */
    public long memory() {
        return ProcessUse.memoryOfFamily(postmaster);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
