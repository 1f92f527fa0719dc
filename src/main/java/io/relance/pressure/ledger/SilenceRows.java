package io.relance.pressure.ledger;

import io.relance.pressure.ledger.Silences.Kind;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code pressure.silence}. */
@Component
class SilenceRows {

    private final JdbcClient jdbc;

    SilenceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The latest of each kind; who is to be silent about nothing is missing. */
    Map<ContactId, Map<Kind, Instant>> of(Collection<ContactId> people) {
        Map<ContactId, Map<Kind, Instant>> found = new HashMap<>();
        jdbc.sql("select contact_id, kind, max(since) as since from pressure.silence where contact_id = any(:people)"
                        + " group by contact_id, kind")
                .param("people", people.stream().map(ContactId::value).toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(new ContactId(row.getLong("contact_id")), each -> new EnumMap<>(Kind.class))
                            .put(
                                    Kind.of(row.getString("kind")),
                                    row.getObject("since", OffsetDateTime.class).toInstant());
                });
        return found;
    }

    void begin(ContactId contact, Kind kind, String key, Instant since) {
        jdbc.sql("insert into pressure.silence (contact_id, kind, key, since) values (?, ?, ?, ?)"
                        + " on conflict (contact_id, kind, key)"
                        + " do update set since = greatest(silence.since, excluded.since)")
                .params(contact.value(), kind.code(), key, since.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Ends those that began before; whether there was one. A null key ends every one of the kind, any
     * other also those without one.
     */
    boolean end(ContactId contact, Kind kind, String key, Instant at) {
        return jdbc.sql("delete from pressure.silence where contact_id = :contact and kind = :kind"
                                + " and (:key::text is null or key in (:key, '')) and since <= :at")
                        .param("contact", contact.value())
                        .param("kind", kind.code())
                        .param("key", key)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    void move(ContactId from, ContactId into) {
        jdbc.sql("insert into pressure.silence (contact_id, kind, key, since)"
                        + " select :into, kind, key, since from pressure.silence where contact_id = :from"
                        + " on conflict (contact_id, kind, key)"
                        + " do update set since = greatest(silence.since, excluded.since)")
                .param("into", into.value())
                .param("from", from.value())
                .update();
        jdbc.sql("delete from pressure.silence where contact_id = ?")
                .param(from.value())
                .update();
    }
}
