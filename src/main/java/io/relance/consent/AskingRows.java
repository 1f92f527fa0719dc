package io.relance.consent;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code consent.asking}. */
@Component
class AskingRows {

    private static final String ADD =
            """
            insert into consent.asking
              (id, contact_id, topic, address, asked_at, source, wording, proof, actor, recorded_at, expires_at)
            select id, contact, topic, address, at::timestamptz, source, wording, proof, actor, :recordedAt, :expiresAt
            from unnest(:ids, :contacts, :topics::text[], :addresses::text[], :ats::text[], :sources::text[],
                :wordings::text[], :proofs::text[], :actors::text[])
              as asking (id, contact, topic, address, at, source, wording, proof, actor)
            """;

    private static final String COLUMNS =
            """
            select id, contact_id, topic, address, asked_at, source, wording, proof, actor, expires_at, message,
              confirmed_at
            from consent.asking
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    AskingRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Long> newIds(int count) {
        return jdbc.sql("select nextval('consent.asking_id') from generate_series(1, :count)")
                .param("count", count)
                .query(Long.class)
                .list();
    }

    /** All of them expire at the same moment: they became known together. */
    void add(List<Asking> askings) {
        jdbc.sql(ADD)
                .param("ids", askings.stream().map(Asking::id).toArray(Long[]::new))
                .param(
                        "contacts",
                        askings.stream().map(each -> each.contact().value()).toArray(Long[]::new))
                .param("topics", column(askings, each -> each.topic().code()))
                .param("addresses", column(askings, Asking::address))
                .param("ats", column(askings, each -> each.grounds().at().toString()))
                .param("sources", column(askings, each -> each.grounds().source()))
                .param("wordings", column(askings, each -> each.grounds().wording()))
                .param("proofs", column(askings, each -> each.grounds().proof()))
                .param("actors", column(askings, each -> each.grounds().actor()))
                .param("recordedAt", time(clock.instant()))
                .param("expiresAt", time(askings.get(0).expiresAt()))
                .update();
    }

    private static String[] column(List<Asking> askings, Function<Asking, String> value) {
        return askings.stream().map(value).toArray(String[]::new);
    }

    /** Those of these addresses (as they are compared, after their topic's code and a space) that were asked after. */
    Set<String> askedAfter(Collection<String> addresses, Instant moment) {
        return new HashSet<>(jdbc.sql("select distinct topic || ' ' || address from consent.asking"
                        + " where address = any(:addresses) and message is not null and recorded_at > :moment")
                .param("addresses", addresses.toArray(String[]::new))
                .param("moment", time(moment))
                .query(String.class)
                .list());
    }

    Optional<Asking> find(long id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query((row, number) -> asking(row))
                .optional();
    }

    List<Asking> ofMessages(Collection<Long> messages) {
        return jdbc.sql(COLUMNS + " where message = any(:messages)")
                .param("messages", messages.toArray(Long[]::new))
                .query((row, number) -> asking(row))
                .list();
    }

    /** Those a message asked the contact to confirm, and which were not. */
    List<Asking> unconfirmed(ContactId contact) {
        return jdbc.sql(COLUMNS + " where contact_id = :contact and message is not null and confirmed_at is null")
                .param("contact", contact.value())
                .query((row, number) -> asking(row))
                .list();
    }

    void mailed(Map<Long, Long> messages) {
        jdbc.sql("update consent.asking set message = sent.message"
                        + " from unnest(:ids, :messages) as sent (id, message) where asking.id = sent.id")
                .param("ids", messages.keySet().toArray(Long[]::new))
                .param("messages", messages.values().toArray(Long[]::new))
                .update();
    }

    void confirmed(long id, Instant at, String wording) {
        jdbc.sql("update consent.asking set confirmed_at = ?, confirmed_wording = ? where id = ?")
                .params(time(at), wording, id)
                .update();
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("update consent.asking set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
    }

    private static Asking asking(ResultSet row) throws SQLException {
        return new Asking(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                ConsentTopic.of(row.getString("topic")).orElseThrow(),
                row.getString("address"),
                new Grounds(
                        instant(row, "asked_at"),
                        row.getString("source"),
                        row.getString("wording"),
                        row.getString("proof"),
                        row.getString("actor")),
                instant(row, "expires_at"),
                row.getObject("message", Long.class),
                instant(row, "confirmed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
