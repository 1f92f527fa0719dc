package io.relance.contact.rights;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code contact.retention}: whom to look at when. */
@Component
class RetentionRows {

    /** @param askedAt when the person was asked whether to stay; null when they were not */
    record Row(ContactId contact, Instant lastAct, Instant askedAt) {}

    private final JdbcClient jdbc;

    RetentionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes in people who were first seen before that moment and are not watched yet, to be looked at now; answers the
     * number of the last one, by which to go on, or {@code after} where there was none.
     */
    long takeIn(long after, Instant before, Instant now, int most) {
        return jdbc.sql(
                        """
                        with taken as (
                          insert into contact.retention (contact_id, last_act, look_at)
                          select c.id, c.created_at, :now from contact.contact c
                          where c.id > :after and c.created_at < :before and c.merged_into is null
                            and not exists (select from contact.retention r where r.contact_id = c.id)
                          order by c.id limit :most
                          on conflict do nothing returning contact_id
                        )
                        select coalesce(max(contact_id), :after) from taken""")
                .param("after", after)
                .param("before", RightsRecord.time(before))
                .param("now", RightsRecord.time(now))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /** Those to be looked at, locked, so that nobody else does in this transaction. */
    List<Row> due(Instant now, int most) {
        return jdbc.sql(
                        """
                        select r.contact_id, r.last_act, r.asked_at from contact.retention r
                        where r.look_at <= ? order by r.look_at, r.contact_id limit ? for update skip locked""")
                .params(RightsRecord.time(now), most)
                .query((row, number) -> {
                    OffsetDateTime asked = row.getObject("asked_at", OffsetDateTime.class);
                    return new Row(
                            new ContactId(row.getLong("contact_id")),
                            row.getObject("last_act", OffsetDateTime.class).toInstant(),
                            asked == null ? null : asked.toInstant());
                })
                .list();
    }

    void lookAgain(Row row, Instant at) {
        jdbc.sql("update contact.retention set last_act = ?, asked_at = ?, look_at = ? where contact_id = ?")
                .params(
                        RightsRecord.time(row.lastAct()),
                        row.askedAt() == null ? null : RightsRecord.time(row.askedAt()),
                        RightsRecord.time(at),
                        row.contact().value())
                .update();
    }

    void forget(ContactId contact) {
        jdbc.sql("delete from contact.retention where contact_id = ?")
                .param(contact.value())
                .update();
    }
}
