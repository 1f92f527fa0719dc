package io.relance.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes many waiting runs of one: a contact, a run and everything either of them has in any table, copied set by set
 * with new ids. A table that is added to the product is copied too, as long as it names its contact, run or instance.
 */
final class Copies {

    /**
     * Spread neighbours, being prime: people with consecutive numbers lie far from each other in the tables, and so do the
     * contacts of runs that began one after the other.
     */
    private static final int NUMBERS_STRIDE = 7919;

    private static final int CONTACTS_STRIDE = 104_729;

    private static final String TABLES =
            """
            select n.nspname || '.' || c.relname,
                   array_agg(quote_ident(a.attname) order by a.attnum)::text[],
                   array_agg(format_type(a.atttypid, null) order by a.attnum)::text[],
                   array_agg(a.attname::text) filter (where a.attname in ('contact_id', 'contact', 'enrolment',
                     'proc_inst_id_', 'process_instance_id_'))::text[],
                   max(coalesce(pg_get_expr(d.adbin, d.adrelid), case when a.attidentity <> '' then
                     'nextval(''' || pg_get_serial_sequence(n.nspname || '.' || c.relname, 'id') || ''')' end))
                     filter (where a.attname = 'id')
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where c.relkind in ('r', 'p') and not c.relispartition
              and n.nspname not in ('pg_catalog', 'information_schema', 'flyway', 'bench')
            group by 1 having count(*) filter (where a.attname in ('contact_id', 'contact', 'enrolment',
                     'proc_inst_id_', 'process_instance_id_')) > 0 or n.nspname || '.' || c.relname = 'contact.contact'
            order by 1""";

    private static final String NUMBERS =
            """
            drop schema if exists bench cascade;
            create schema bench;
            create unlogged table bench.sample as
              select c.id as contact, e.id as enrolment, p.id_ as instance,
                coalesce((select max(x.id_) from act_ru_execution x where x.proc_inst_id_ = p.id_ and x.id_ <> p.id_),
                  'no other execution') as execution
              from contact.contact c join journey.enrolment e on e.contact_id = c.id and e.ended_at is null
              join act_ru_execution p on p.business_key_ = e.id::text
              where c.user_id = '%1$s' order by e.id desc limit 1;
            create unlogged table bench.copy as
              select (n::bigint * %2$d) %% %3$d as number, gen_random_uuid()::text as instance,
                gen_random_uuid()::text as execution,
                1 + (n::bigint * %4$d) %% %3$d + (select max(id) from contact.contact) as contact,
                n + (select max(id) from journey.enrolment) as enrolment
              from generate_series(1, %3$d) n;
            analyze bench.copy""";

    private static final String NEW_ID = "gen_random_uuid()::text";

    private static final String SEQUENCES =
            """
            select setval(pg_get_serial_sequence('contact.contact', 'id'), (select max(id) from contact.contact)),
                   setval(pg_get_serial_sequence('journey.enrolment', 'id'), (select max(id) from journey.enrolment))""";

    /** A table with what it calls the contact, the run or the instance, and where its own ids come from. */
    private record Table(String name, List<String> columns, List<String> types, List<String> owners, String nextId) {}

    private final Connection connection;
    private final String people;
    private final String instance;
    private final String execution;

    private Copies(Connection connection, String people) throws SQLException {
        this.connection = connection;
        this.people = people;
        try (var statement = connection.createStatement();
                ResultSet sample = statement.executeQuery("select instance, execution from bench.sample")) {
            sample.next();
            instance = sample.getString(1);
            execution = sample.getString(2);
        }
    }

    /** Copies the run of this user until so many wait; answers what the new people are called, counted from 0. */
    static String grow(Rig rig, String user, int size) {
        String waiting = "select count(*) from journey.enrolment where journey = 'bench-many' and ended_at is null";
        int missing = size - (int) rig.database.number(waiting);
        String people = "w3c" + size;
        System.out.printf("  copying %d waiting runs%n", missing);
        rig.database.execute(NUMBERS.formatted(user, NUMBERS_STRIDE, missing, CONTACTS_STRIDE));
        try (Connection connection = rig.database.connect();
                var statement = connection.createStatement()) {
            // Foreign keys hold by construction; asking for each row would take longer than the copying.
            statement.execute("set session_replication_role = replica");
            Copies copies = new Copies(connection, people);
            for (Table table : tables(connection)) {
                List<List<String>> rows = copies.sample(table);
                if (!rows.isEmpty()) {
                    statement.execute(copies.copy(table, rows));
                }
            }
            statement.execute(copies.seen());
            statement.execute(SEQUENCES);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        rig.settle();
        return people;
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(new Table(
                        rows.getString(1), texts(rows, 2), texts(rows, 3), texts(rows, 4), rows.getString(5)));
            }
        }
        // These two are named by others; the column that says whose they are is their own.
        tables.replaceAll(table -> switch (table.name()) {
            case "journey.enrolment" -> owned(table, "id", "contact_id");
            case "contact.contact" -> owned(table, "id");
            default -> table;
        });
        return tables;
    }

    private static Table owned(Table table, String... owners) {
        return new Table(table.name(), table.columns(), table.types(), List.of(owners), null);
    }

    private static List<String> texts(ResultSet rows, int column) throws SQLException {
        Array array = rows.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** The rows of the sample in a table, as texts. */
    private List<List<String>> sample(Table table) throws SQLException {
        List<List<String>> found = new ArrayList<>();
        String select = "select t." + String.join("::text, t.", table.columns()) + "::text from " + table.name()
                + " t join bench.sample s on " + belongs(table);
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= table.columns().size(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(row);
            }
        }
        return found;
    }

    /** The rows of the sample, once for each copy: what was written together lies together. */
    private String copy(Table table, List<List<String>> rows) {
        String columns = String.join(", ", table.columns());
        return rows.stream()
                .map(row -> "select " + values(table, row) + " from bench.copy c")
                .collect(Collectors.joining(
                        " union all ",
                        "insert into " + table.name() + " (" + columns + ") overriding system value select " + columns
                                + " from (",
                        ") copied order by copied_for"));
    }

    /** What a row has in its columns for a copy, and which copy that is. */
    private String values(Table table, List<String> row) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String column = table.columns().get(i);
            values.add("(" + value(table, column, row.get(i)) + ")::"
                    + table.types().get(i) + " as " + column);
        }
        values.add((ofContact(table) ? "c.contact" : "c.enrolment") + " as copied_for");
        return String.join(", ", values);
    }

    /** Whether its rows were there before the run. */
    private static boolean ofContact(Table table) {
        return !table.name().equals("journey.enrolment")
                && Set.of("id", "contact", "contact_id").containsAll(table.owners());
    }

    private static String belongs(Table table) {
        String owner = table.owners().contains("enrolment")
                ? "enrolment"
                : table.owners().get(0);
        return switch (owner) {
            case "id" -> "t.id = s." + (table.name().endsWith("enrolment") ? "enrolment" : "contact");
            case "enrolment" -> "t.enrolment = s.enrolment";
            case "contact", "contact_id" -> "t." + owner + " = s.contact";
            default -> "t." + owner + " = s.instance";
        };
    }

    /** The same as in the sample, but for whose it is, what must be unique, and the engine's ids wherever they are. */
    private String value(Table table, String column, String sample) {
        String user = "'" + people + "-' || c.number";
        if (sample == null) {
            return "null";
        }
        return switch (table.name() + "." + column) {
            case "contact.contact.id" -> "c.contact";
            case "contact.contact.user_id", "contact.identity.value" -> user;
            case "contact.contact.email" -> user + " || '@example.org'";
            case "journey.enrolment.id" -> "c.enrolment";
            case "journey.enrolment.key" -> "c.contact::text";
            default ->
                switch (column) {
                    case "contact", "contact_id" -> "c.contact";
                    case "enrolment" -> "c.enrolment";
                    case "business_key_" -> "c.enrolment::text";
                    case "id" -> table.nextId() == null ? literal(sample) : table.nextId();
                    case "id_" -> sample.equals(instance) || sample.equals(execution) ? exchanged(sample) : NEW_ID;
                    default -> exchanged(sample);
                };
        };
    }

    private String exchanged(String sample) {
        return sample.contains(instance) || sample.contains(execution)
                ? "replace(replace(" + literal(sample) + ", " + literal(instance) + ", c.instance), "
                        + literal(execution) + ", c.execution)"
                : literal(sample);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The events that made them are remembered like all others. */
    private String seen() {
        return "insert into ingest.seen (source, message_id, received_at) select 'bench', kind || '" + people
                + "-' || number, now() from bench.copy cross join (values ('copied-'), ('copied-again-')) k (kind)";
    }
}
