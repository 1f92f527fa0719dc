package io.relance.rights;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks for marks in every column that can hold text, of every table there is, the engine's too. */
final class MarkSearch {

    private static final String TABLES =
            """
            select n.nspname || '.' || c.relname as name, array_agg(a.attname order by a.attnum) as columns
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            join pg_type t on t.oid = a.atttypid
            where c.relkind in ('r', 'p') and not c.relispartition
              and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
              and (t.typcategory in ('S', 'A') or t.typname in ('json', 'jsonb', 'bytea', 'xml'))
            group by 1 order by 1""";

    private final JdbcClient jdbc;

    MarkSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Every table with columns that can hold text. */
    List<String> tables() {
        return jdbc.sql(TABLES).query((row, number) -> row.getString("name")).list();
    }

    /** The tables in which any of these stands, in whatever case; partitions count with their table. */
    List<String> tablesWith(List<String> marks) {
        return jdbc
                .sql(TABLES)
                .query((row, number) -> new Table(row.getString("name"), (String[])
                        row.getArray("columns").getArray()))
                .list()
                .stream()
                .filter(table -> table.holds(jdbc, marks))
                .map(Table::name)
                .toList();
    }

    private record Table(String name, String[] columns) {

        boolean holds(JdbcClient jdbc, List<String> marks) {
            String anywhere = List.of(columns).stream()
                    .map(column -> "text_of(t.\"" + column + "\") ilike any(:marks)")
                    .map(condition -> condition.replaceFirst("text_of\\((.*?)\\)", "coalesce(to_jsonb($1)::text, '')"))
                    .collect(Collectors.joining(" or "));
            // A bytea reads as \x… in JSON.
            return jdbc.sql("select exists (select from " + name + " t where " + anywhere + ")")
                    .param(
                            "marks",
                            marks.stream()
                                    .flatMap(mark -> java.util.stream.Stream.of(mark, hex(mark)))
                                    .map(mark -> "%" + mark + "%")
                                    .toArray(String[]::new))
                    .query(Boolean.class)
                    .single();
        }

        private static String hex(String mark) {
            return java.util.HexFormat.of().formatHex(mark.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
