package io.relance.bench;

import io.relance.node.NodeDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** So many rows like those of a table, to be inserted into a table like it: same columns, same indexes. */
final class RowCopies {

    private static final int BATCH = 500;
    private static final int SAMPLES = 200;

    /** The columns that a unique index is on, with their types: what must differ from row to row. */
    private static final String UNIQUE =
            """
            select a.attname, format_type(a.atttypid, null) from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
            where i.indrelid = '%s'::regclass and i.indisunique""";

    private final NodeDatabase database;
    private final String table;
    private final long rows;
    private final List<Map<String, String>> samples = new ArrayList<>();
    private final Map<String, String> unique = new LinkedHashMap<>();

    RowCopies(NodeDatabase database, String table, long rows) {
        this.database = database;
        this.table = table;
        this.rows = rows;
    }

    long rows() {
        return rows;
    }

    private String like() {
        return "bench.\"" + table + "\"";
    }

    private String caught() {
        return "bench.\"caught " + table + "\"";
    }

    /** Lets a trigger copy each row that is inserted from now on. */
    void catchSamples() {
        database.execute(
                """
                create schema if not exists bench;
                drop table if exists %1$s;
                create table %1$s (like %2$s);
                create or replace function bench.catch() returns trigger language plpgsql as $$
                begin
                  execute format('insert into bench.%%I select ($1).*', tg_argv[0]) using new;
                  return null;
                end $$;
                create trigger bench_catch after insert on %2$s
                  for each row execute function bench.catch('caught %2$s')"""
                        .formatted(caught(), table));
    }

    /** Reads some of the rows caught, and catches no more. */
    void readSamples() {
        database.execute("drop trigger bench_catch on " + table);
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + caught() + " limit " + SAMPLES)) {
            while (found.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnName(i), found.getString(i));
                }
                samples.add(row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.execute("drop table " + caught());
    }

    boolean hasSamples() {
        return !samples.isEmpty();
    }

    void prepare() {
        database.execute(
                "drop table if exists " + like() + "; create table " + like() + " (like " + table + " including all)");
        try (Connection connection = database.connect();
                var statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(UNIQUE.formatted(table))) {
            while (columns.next()) {
                unique.put(columns.getString(1), columns.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Inserts them all over so many connections, five hundred in a transaction. */
    void write(int connections) {
        IntStream.range(0, connections)
                .parallel()
                .forEach(part -> insert(rows * part / connections, rows * (part + 1) / connections));
    }

    private void insert(long from, long to) {
        List<String> columns = List.copyOf(samples.get(0).keySet());
        String sql = "insert into " + like() + " (" + columns.stream().collect(Collectors.joining("\", \"", "\"", "\""))
                + ") overriding system value values ("
                + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        try (Connection connection = database.connect("reWriteBatchedInserts=true");
                var statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (long n = from; n < to; n++) {
                Map<String, String> row = samples.get((int) (n % samples.size()));
                for (int i = 0; i < columns.size(); i++) {
                    statement.setObject(i + 1, value(columns.get(i), row.get(columns.get(i)), n), Types.OTHER);
                }
                statement.addBatch();
                if ((n - from) % BATCH == BATCH - 1 || n == to - 1) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
    }

    private String value(String column, String sample, long n) {
        String type = unique.getOrDefault(column, "");
        if (sample == null) {
            return null;
        }
        return switch (type) {
            case "bigint" -> String.valueOf(n + 1_000_000_000_000L);
            case "uuid" -> new UUID(n, n).toString();
            case "text", "character varying" -> sample.length() < 8 ? sample : sample + "." + n;
            default -> sample;
        };
    }
}
