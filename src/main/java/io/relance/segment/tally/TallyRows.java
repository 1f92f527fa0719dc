package io.relance.segment.tally;

import io.relance.segment.tally.TallyBatch.DayKey;
import io.relance.segment.tally.TallyBatch.Key;
import io.relance.segment.tally.TallyBatch.Sum;
import io.relance.shared.ContactId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what was counted. */
@Component
class TallyRows {

    private final JdbcClient sql;
    private final HalfLife halfLife;
    private final String addTotals = named("add-totals");
    private final String mergeTotals = named("merge-totals");
    private final String keepTotals = named("keep-totals");

    TallyRows(JdbcClient sql, HalfLife halfLife) {
        this.sql = sql;
        this.halfLife = halfLife;
    }

    void add(TallyBatch batch) {
        if (batch.totals().isEmpty()) {
            return;
        }
        Collection<Key> keys = batch.totals().keySet();
        Collection<Sum> sums = batch.totals().values();
        sql.sql(addTotals)
                .param("contacts", column(keys, Key::contact, Long[]::new))
                .param("counted", column(keys, Key::counted, Integer[]::new))
                .param("n", column(sums, Sum::n, Long[]::new))
                .param("at", column(sums, sum -> sum.lastAt().toString(), String[]::new))
                .param("halved", column(sums, Sum::halved, Double[]::new))
                .param("halfLife", batch.halfLifeSeconds())
                .update();
        addDays(batch.days());
    }

    private void addDays(Map<DayKey, Long> days) {
        sql.sql(
                        """
                        insert into segment.day as known (contact, counted, day, n)
                        select * from unnest(:contacts::bigint[], :counted::int[], :days::date[], :n::bigint[])
                        on conflict (contact, counted, day) do update set n = known.n + excluded.n""")
                .param("contacts", column(days.keySet(), day -> day.key().contact(), Long[]::new))
                .param("counted", column(days.keySet(), day -> day.key().counted(), Integer[]::new))
                .param("days", column(days.keySet(), day -> day.day().toString(), String[]::new))
                .param("n", days.values().toArray(Long[]::new))
                .update();
    }

    /** Removes what was counted of these people from that day on; null: all of it. */
    void forget(Collection<ContactId> contacts, LocalDate from, ZoneId zone) {
        Long[] ids = column(contacts, ContactId::value, Long[]::new);
        sql.sql(
                        "delete from segment.day where contact = any(:contacts) and (:from::date is null or day >= :from::date)")
                .param("contacts", ids)
                .param("from", from)
                .update();
        sql.sql("delete from segment.total t where contact = any(:contacts) and (:from::date is null or not exists"
                        + " (select from segment.day d where d.contact = t.contact and d.counted = t.counted))")
                .param("contacts", ids)
                .param("from", from)
                .update();
        if (from != null) {
            sql.sql(keepTotals)
                    .param("contacts", ids)
                    .param("from", from.atStartOfDay(zone).toOffsetDateTime())
                    .param("zone", zone.getId())
                    .param("halfLife", halfLife.seconds())
                    .update();
        }
    }

    boolean haveBoth(ContactId one, ContactId other, int counted) {
        return sql.sql("select count(*) = 2 from segment.total where contact in (:one, :other) and counted = :counted")
                .param("one", one.value())
                .param("other", other.value())
                .param("counted", counted)
                .query(Boolean.class)
                .single();
    }

    void merge(ContactId from, ContactId into) {
        sql.sql(mergeTotals)
                .param("from", from.value())
                .param("into", into.value())
                .param("halfLife", halfLife.seconds())
                .update();
        sql.sql(
                        """
                        insert into segment.day as known (contact, counted, day, n)
                        select :into, counted, day, n from segment.day where contact = :from
                        on conflict (contact, counted, day) do update set n = known.n + excluded.n""")
                .param("from", from.value())
                .param("into", into.value())
                .update();
        for (String table : new String[] {"total", "day"}) {
            sql.sql("delete from segment." + table + " where contact = :from")
                    .param("from", from.value())
                    .update();
        }
    }

    private static <R, T> T[] column(Collection<R> rows, Function<R, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    static String named(String name) {
        try {
            return new ClassPathResource("sql/segment/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
