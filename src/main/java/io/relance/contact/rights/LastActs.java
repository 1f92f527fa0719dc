package io.relance.contact.rights;

import io.relance.contact.OwnActs;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When people last did something themselves: a visit, an order, a click, a form, a consent. What we sent, what machines
 * did with it, an open, and what the shop did are no acts of theirs.
 */
@Component
class LastActs {

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
                        where contact_id = any(:people) and """
                                + " " + OwnActs.CONDITION + " group by contact_id")
                .param("people", people.stream().map(ContactId::value).toArray(Long[]::new))
                .params(OwnActs.PARAMETERS)
                .query(row -> {
                    last.put(
                            new ContactId(row.getLong("contact_id")),
                            row.getObject("at", OffsetDateTime.class).toInstant());
                });
        return last;
    }
}
