package io.relance.contact.rights;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When people last did something themselves: a visit, an order, a click, a form, a consent. What we sent, what machines
 * did with it, an open, and what the shop did are no acts of theirs.
 */
@Component
class LastActs {

    /** Rooms whose activities are the person's only where {@link #THEIRS} names them. */
    private static final List<String> OUR_SOURCES = List.of("tracking", "journey", "advisor", "shop", "rights");

    private static final List<String> THEIRS = List.of(
            "email link clicked",
            "sms link clicked",
            "sms received",
            "sms stopped",
            "sms started",
            "unsubscribed",
            "consent given",
            "consent withdrawn");

    /** What shops and other senders report that the person did not do. */
    private static final List<String> NOT_THEIRS = List.of(
            "cart abandoned",
            "order updated",
            "order refunded",
            "order cancelled",
            "support solved",
            "back in stock",
            "price dropped",
            "segment entered",
            "segment left",
            "newsletter planned",
            "email sent",
            "email delivered",
            "email opened",
            "email bounced",
            "email marked as spam",
            "email link prefetched",
            "sms link prefetched",
            "sms sent",
            "sms delivered",
            "push notification received",
            "push notification bounced");

    private final JdbcClient jdbc;

    LastActs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By contact; one of whom no act is kept is missing. */
    Map<ContactId, Instant> of(Collection<ContactId> people) {
        var last = new HashMap<ContactId, Instant>();
        jdbc.sql(
                        """
                        select contact_id, max(at) as at from contact.activity
                        where contact_id = any(:people) and lower(name) <> all(:not)
                          and (source <> all(:ours) or lower(name) = any(:theirs))
                        group by contact_id""")
                .param("people", people.stream().map(ContactId::value).toArray(Long[]::new))
                .param("not", NOT_THEIRS.toArray(String[]::new))
                .param("ours", OUR_SOURCES.toArray(String[]::new))
                .param("theirs", THEIRS.toArray(String[]::new))
                .query(row -> {
                    last.put(
                            new ContactId(row.getLong("contact_id")),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                });
        return last;
    }
}
