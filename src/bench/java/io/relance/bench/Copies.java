package io.relance.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes many waiting runs of one: a contact, a run and everything either of them has in any table, copied set by set
 * with new ids. A table that is added to the product is copied too, as long as it names its contact, run or instance.
 */
final class Copies {

    /** Spreads neighbours: contacts with consecutive numbers lie far from each other in the tables. */
    private static final int STRIDE = 7919;

    private static final String TABLES =
            """
            select n.nspname || '.' || c.relname,
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
                     'proc_inst_id_', 'process_instance_id_')) > 0
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
                n + (select max(id) from contact.contact) as contact,
                n + (select max(id) from journey.enrolment) as enrolment
              from generate_series(1, %3$d) n;
            analyze bench.copy""";

    /** A run's business key is its enrolment; a job or a subscription has an id that nobody else names. */
    private static final String ENGINE =
            """
             || case when t.original ->> 'business_key_' is not null
               then jsonb_build_object('business_key_', c.enrolment::text) else '{}' end
             || case when t.original ->> 'id_' not in (s.instance, s.execution)
               then jsonb_build_object('id_', gen_random_uuid()::text) else '{}' end
            """;

    private static final String SEQUENCES =
            """
            select setval(pg_get_serial_sequence('contact.contact', 'id'), (select max(id) from contact.contact)),
                   setval(pg_get_serial_sequence('journey.enrolment', 'id'), (select max(id) from journey.enrolment))""";

    /** A table with what it calls the contact, the run or the instance, and where its own ids come from. */
    private record Table(String name, List<String> owners, String nextId) {}

    private final String people;

    private Copies(String people) {
        this.people = people;
    }

    /** Copies the run of this user until so many wait; answers what the new people are called, counted from 0. */
    static String grow(Rig rig, String user, int size) {
        String waiting = "select count(*) from journey.enrolment where journey = 'bench-many' and ended_at is null";
        int missing = size - (int) rig.database.number(waiting);
        String people = "w3c" + size;
        System.out.printf("  copying %d waiting runs%n", missing);
        rig.database.execute(NUMBERS.formatted(user, STRIDE, missing));
        try (Connection connection = rig.database.connect();
                var statement = connection.createStatement()) {
            // Foreign keys hold by construction; asking for each row would take longer than the copying.
            statement.execute("set session_replication_role = replica");
            for (Table table : tables(connection)) {
                statement.execute(new Copies(people).copy(table));
            }
            statement.execute(new Copies(people).seen());
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
                        rows.getString(1), List.of((String[]) rows.getArray(2).getArray()), rows.getString(3)));
            }
        }
        // These two are named by others; the column that says whose they are is their own.
        tables.removeIf(table -> table.name().equals("journey.enrolment"));
        tables.add(new Table("journey.enrolment", List.of("id", "contact_id"), null));
        tables.add(new Table("contact.contact", List.of("id"), null));
        return tables;
    }

    /** Every row of the sample, once for each copy; ids of the engine are exchanged wherever they are. */
    private String copy(Table table) {
        return """
               insert into %1$s overriding system value
               select (jsonb_populate_record(null::%1$s, replace(replace(t.original::text,
                 s.instance, c.instance), s.execution, c.execution)::jsonb || %2$s)).*
               from bench.sample s
               join (select t.*, to_jsonb(t) as original from %1$s t) t on %3$s
               cross join bench.copy c"""
                .formatted(table.name(), changes(table), belongs(table));
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

    /** What the exchange of ids in text does not reach: numbers, and what must be unique. */
    private String changes(Table table) {
        String user = "'" + people + "-' || c.number";
        List<String> changes = new ArrayList<>();
        table.owners().stream()
                .filter(owner -> owner.startsWith("contact"))
                .forEach(owner -> changes.add("'" + owner + "', c.contact"));
        table.owners().stream()
                .filter(owner -> owner.equals("enrolment"))
                .forEach(owner -> changes.add("'enrolment', c.enrolment"));
        switch (table.name()) {
            case "contact.contact" ->
                changes.add("'id', c.contact, 'user_id', " + user + ", 'email', " + user + " || '@example.org'");
            case "contact.identity" -> changes.add("'value', " + user);
            case "journey.enrolment" -> changes.add("'id', c.enrolment, 'key', c.contact::text");
            default -> {
                if (table.nextId() != null) {
                    changes.add("'id', " + table.nextId());
                }
            }
        }
        return "jsonb_build_object(" + String.join(", ", changes) + ")" + ENGINE;
    }

    /** The events that made them are remembered like all others. */
    private String seen() {
        return "insert into ingest.seen (source, message_id, received_at) select 'bench', kind || '" + people
                + "-' || number, now() from bench.copy cross join (values ('copied-'), ('copied-again-')) k (kind)";
    }
}
