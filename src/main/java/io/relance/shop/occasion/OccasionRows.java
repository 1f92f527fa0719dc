package io.relance.shop.occasion;

import io.relance.shared.ContactId;
import io.relance.shop.Sql;
import io.relance.shop.occasion.Occasion.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of occasions, and when people first ordered. */
@Component
class OccasionRows {

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    OccasionRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** Asks for a look at an occasion of these people, whether they had it before or not. */
    void look(Collection<ContactId> contacts, Kind kind, Instant at) {
        sql.sql(
                        """
                        insert into shop.occasion as known (contact, kind, look_at)
                        select contact, :kind, :at from unnest(:contacts) as contact order by contact
                        on conflict (contact, kind) do update set look_at = least(known.look_at, excluded.look_at)
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("kind", code(kind))
                .param("at", Sql.time(at))
                .update();
    }

    /** The same for those that go by a person's clock, where they have any. */
    void lookAnew(Collection<ContactId> contacts, Instant at) {
        sql.sql(
                        """
                        update shop.occasion set look_at = least(look_at, :at)
                        where contact = any(:contacts) and kind <> 'inactive'
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("at", Sql.time(at))
                .update();
    }

    /** Begins to watch these people; answers those who were watched already. */
    Set<ContactId> watch(Collection<ContactId> contacts, Instant lookAt) {
        Set<ContactId> watched = new HashSet<>(contacts);
        sql.sql(
                        """
                        insert into shop.occasion (contact, kind, look_at)
                        select contact, 'inactive', :at from unnest(:contacts) as contact order by contact
                        on conflict (contact, kind) do nothing returning contact
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("at", Sql.time(lookAt))
                .query(Long.class)
                .list()
                .forEach(fresh -> watched.remove(new ContactId(fresh)));
        return watched;
    }

    Optional<Instant> next() {
        return sql.sql("select look_at from shop.occasion order by look_at limit 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    List<ContactId> due(Instant now, int most) {
        return sql.sql(
                        """
                        select distinct contact from (
                          select contact from shop.occasion where look_at <= :now order by look_at limit :most) due
                        """)
                .param("now", Sql.time(now))
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    /** What is to be looked at of these people, locked. */
    List<Occasion> take(Collection<ContactId> contacts, Instant now) {
        return sql.sql(
                        """
                        select * from shop.occasion where contact = any(:contacts) and look_at <= :now
                        order by contact, kind for update
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .param("now", Sql.time(now))
                .query((row, number) -> new Occasion(
                        new ContactId(row.getLong("contact")),
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        Sql.moment(row.getObject("look_at", OffsetDateTime.class)),
                        Sql.moment(row.getObject("told_at", OffsetDateTime.class))))
                .list();
    }

    /** Writes what was found; what is no occasion goes. */
    void write(Map<Occasion, Look> looks) {
        List<Map.Entry<Occasion, Look>> all = List.copyOf(looks.entrySet());
        batches.batchUpdate(
                "update shop.occasion set look_at = ?, told_at = ? where contact = ? and kind = ?",
                all.stream().filter(each -> each.getValue().next() != null).toList(),
                200,
                (statement, each) -> {
                    statement.setObject(1, Sql.time(each.getValue().next()));
                    statement.setObject(2, Sql.time(each.getValue().toldAt()));
                    statement.setLong(3, each.getKey().contact().value());
                    statement.setString(4, code(each.getKey().kind()));
                });
        batches.batchUpdate(
                "delete from shop.occasion where contact = ? and kind = ?",
                all.stream().filter(each -> each.getValue().next() == null).toList(),
                200,
                (statement, each) -> {
                    statement.setLong(1, each.getKey().contact().value());
                    statement.setString(2, code(each.getKey().kind()));
                });
    }

    /** Keeps what was found of people who had no such occasion; those who have it keep theirs. */
    void add(Map<Occasion, Look> looks) {
        batches.batchUpdate(
                "insert into shop.occasion (contact, kind, look_at, told_at) values (?, ?, ?, ?) on conflict do nothing",
                looks.entrySet().stream()
                        .filter(each -> each.getValue().next() != null)
                        .sorted(Comparator.comparing(each -> each.getKey().contact()))
                        .toList(),
                200,
                (statement, each) -> {
                    statement.setLong(1, each.getKey().contact().value());
                    statement.setString(2, code(each.getKey().kind()));
                    statement.setObject(3, Sql.time(each.getValue().next()));
                    statement.setObject(4, Sql.time(each.getValue().toldAt()));
                });
    }

    /** What was told of either counts for both; everything is looked at anew. */
    void merge(ContactId from, ContactId into, Instant now) {
        sql.sql(
                        """
                        insert into shop.occasion as known (contact, kind, look_at, told_at)
                        select :into, kind, :now, told_at from shop.occasion where contact = :from
                        on conflict (contact, kind) do update set look_at = excluded.look_at,
                          told_at = greatest(known.told_at, excluded.told_at)
                        """)
                .param("from", from.value())
                .param("into", into.value())
                .param("now", Sql.time(now))
                .update();
        sql.sql("delete from shop.occasion where contact = :from")
                .param("from", from.value())
                .update();
    }

    /** When each of these people ordered first, and kept it. */
    Map<ContactId, Instant> firstOrders(Collection<ContactId> contacts) {
        Map<ContactId, Instant> first = new HashMap<>();
        sql.sql(
                        """
                        select contact, min(completed_at) as at from shop.customer_order
                        where contact = any(:contacts) and completed_at is not null
                          and status not in ('cancelled', 'refunded')
                        group by contact
                        """)
                .param("contacts", Sql.idsInOrder(contacts))
                .query(row -> {
                    first.put(
                            new ContactId(row.getLong("contact")),
                            Sql.moment(row.getObject("at", OffsetDateTime.class)));
                });
        return first;
    }

    private static String code(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
