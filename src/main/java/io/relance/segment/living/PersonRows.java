package io.relance.segment.living;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Our row about each contact. Whoever writes holds the contacts' locks, or writes in the order of their numbers. */
@Component
class PersonRows {

    private final JdbcClient sql;

    PersonRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** What a declared profile says. */
    record Declared(ContactId contact, LocalDate birthday, Instant accountAt) {}

    /** When each was last in the shop; those who never were are missing. */
    Map<ContactId, Instant> browsed(Collection<ContactId> contacts) {
        Map<ContactId, Instant> browsed = new HashMap<>();
        sql.sql("select contact, browsed_at from segment.person where contact = any(:contacts)"
                        + " and browsed_at is not null")
                .param("contacts", ids(contacts))
                .query(row -> {
                    browsed.put(
                            new ContactId(row.getLong(1)),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                });
        return browsed;
    }

    /**
     * Something of theirs was recorded.
     *
     * @param browsedAt when they last did something in the shop; null where they never did
     * @param imported whether all of it was told too late to start anything; null where that is as before
     */
    record Touch(ContactId contact, Instant browsedAt, Boolean imported) {}

    /** Makes rows where there are none and notes that something happened, and until when they were in the shop. */
    void touch(Collection<Touch> touched) {
        List<Touch> rows = touched.stream()
                .sorted(java.util.Comparator.comparing(Touch::contact))
                .toList();
        sql.sql(
                        """
                        insert into segment.person as known (contact, browsed_at, imported)
                        select * from unnest(:contacts::bigint[], :browsed::timestamptz[], :imported::boolean[])
                        on conflict (contact) do update set revision = known.revision + 1,
                          browsed_at = greatest(known.browsed_at, excluded.browsed_at),
                          imported = coalesce(excluded.imported, known.imported)""")
                .param("contacts", column(rows, row -> row.contact().value(), Long[]::new))
                .param("browsed", column(rows, row -> text(row.browsedAt()), String[]::new))
                .param("imported", column(rows, Touch::imported, Boolean[]::new))
                .update();
    }

    /** Keeps what profiles say; makes rows where there are none. */
    void declare(List<Declared> declared) {
        List<Declared> rows = declared.stream()
                .sorted(java.util.Comparator.comparing(Declared::contact))
                .toList();
        sql.sql(
                        """
                        insert into segment.person as known (contact, birthday, account_at)
                        select * from unnest(:contacts::bigint[], :birthdays::date[], :accounts::timestamptz[])
                        on conflict (contact) do update set revision = known.revision + 1,
                          birthday = excluded.birthday, account_at = excluded.account_at""")
                .param("contacts", column(rows, row -> row.contact().value(), Long[]::new))
                .param("birthdays", column(rows, row -> text(row.birthday()), String[]::new))
                .param("accounts", column(rows, row -> text(row.accountAt()), String[]::new))
                .update();
    }

    /** Where a contact stands now. */
    record Standing(ContactId contact, List<Integer> segments, Instant wakeAt) {}

    void write(List<Standing> standings) {
        List<Standing> rows = standings.stream()
                .sorted(java.util.Comparator.comparing(Standing::contact))
                .toList();
        sql.sql(
                        """
                        update segment.person p set segments = fresh.segments::int[], due_at = fresh.due::timestamptz,
                          revision = revision + 1
                        from unnest(:contacts::bigint[], :segments::text[], :due::text[])
                          as fresh (contact, segments, due)
                        where p.contact = fresh.contact""")
                .param("contacts", column(rows, row -> row.contact().value(), Long[]::new))
                .param(
                        "segments",
                        column(
                                rows,
                                row -> row.segments()
                                        .toString()
                                        .replace('[', '{')
                                        .replace(']', '}'),
                                String[]::new))
                .param("due", column(rows, row -> text(row.wakeAt()), String[]::new))
                .update();
    }

    /** Lets these people, whose locks the transaction holds, be looked at as soon as it has ended. */
    void lookSoon(Collection<ContactId> contacts, Instant now) {
        sql.sql(
                        """
                        update segment.person p set due_at = :now, revision = revision + 1
                        from (select contact from segment.person where contact = any(:contacts) order by contact
                          for update) meant
                        where p.contact = meant.contact""")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("contacts", ids(contacts))
                .update();
    }

    Optional<Instant> nextDue() {
        return sql.sql("select due_at from segment.person where due_at is not null order by due_at limit 1")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /**
     * Somebody to be looked at.
     *
     * @param imported whether all they did lately was told too late to be news
     */
    record Due(ContactId contact, boolean imported) {}

    List<Due> due(Instant now, int most) {
        return sql.sql(
                        "select contact, imported is true from segment.person where due_at <= :now order by due_at limit :most")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query((row, number) -> new Due(new ContactId(row.getLong(1)), row.getBoolean(2)))
                .list();
    }

    /** Lets one of whom nothing can be said now be looked at later; in a transaction that holds nothing else. */
    void putOff(ContactId contact, Instant until) {
        sql.sql("update segment.person set due_at = :until where contact = :contact")
                .param("contact", contact.value())
                .param("until", until.atOffset(ZoneOffset.UTC))
                .update();
    }

    void remove(Collection<ContactId> contacts) {
        sql.sql("delete from segment.person where contact = any(:contacts)")
                .param("contacts", ids(contacts))
                .update();
    }

    /** A visit goes on as whoever the visitor turned out to be; so do ranks, until both are ranked as the one they are. */
    void merge(ContactId from, ContactId into) {
        sql.sql(
                        """
                        insert into segment.person as known (contact, browsed_at, r, f, m, imported)
                        select :into, browsed_at, r, f, m, imported from segment.person where contact = :from
                        on conflict (contact) do update set revision = known.revision + 1,
                          browsed_at = greatest(known.browsed_at, excluded.browsed_at),
                          r = coalesce(known.r, excluded.r), f = coalesce(known.f, excluded.f),
                          m = coalesce(known.m, excluded.m)""")
                .param("from", from.value())
                .param("into", into.value())
                .update();
        remove(List.of(from));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static Long[] ids(Collection<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).toArray(Long[]::new);
    }

    private static <R, T> T[] column(List<R> rows, Function<R, T> value, java.util.function.IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
