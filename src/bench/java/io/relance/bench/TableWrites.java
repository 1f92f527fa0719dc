package io.relance.bench;

import io.relance.node.NodeDatabase;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rows written so far, by table: those inserted, and those updated. */
record TableWrites(Map<String, Long> inserted, Map<String, Long> updated) {

    private static final String TABLES =
            " from pg_stat_user_tables where schemaname not in ('bench', 'flyway') order by 1";

    static TableWrites read(NodeDatabase database) {
        return new TableWrites(
                database.numbers("select schemaname || '.' || relname, n_tup_ins" + TABLES),
                database.numbers("select schemaname || '.' || relname, n_tup_upd" + TABLES));
    }

    TableWrites since(TableWrites before) {
        return new TableWrites(difference(inserted, before.inserted), difference(updated, before.updated));
    }

    private static Map<String, Long> difference(Map<String, Long> after, Map<String, Long> before) {
        Map<String, Long> difference = new LinkedHashMap<>();
        after.forEach((table, rows) -> {
            long more = rows - before.getOrDefault(table, 0L);
            if (more > 0) {
                difference.put(table, more);
            }
        });
        return difference;
    }

    void into(Map<String, Double> figures) {
        inserted.forEach((table, rows) -> figures.put("inserted " + table, (double) rows));
        updated.forEach((table, rows) -> figures.put("updated " + table, (double) rows));
    }
}
