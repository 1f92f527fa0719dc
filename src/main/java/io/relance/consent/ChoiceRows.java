package io.relance.consent;

import io.relance.shared.ContactId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The choices' rows: their history, and what stands now. */
@Component
class ChoiceRows {

    private static final String APPEND =
            """
            insert into consent.choice_log
              (contact_id, choice, topic, paused_until, at, source, wording, proof, actor, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String KEEP =
            """
            insert into consent.choice (contact_id, topics_off, paused_until) values (?, ?, ?)
            on conflict (contact_id)
            do update set topics_off = excluded.topics_off, paused_until = excluded.paused_until
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ChoiceRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What stands for these contacts; one who never chose is missing. */
    Map<ContactId, Choices> present(Collection<ContactId> contacts) {
        var found = new HashMap<ContactId, Choices>();
        jdbc.sql("select contact_id, topics_off, paused_until from consent.choice where contact_id = any(:contacts)")
                .param(
                        "contacts",
                        contacts.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    found.put(new ContactId(row.getLong("contact_id")), choices(row));
                });
        return found;
    }

    private static Choices choices(ResultSet row) throws SQLException {
        Array off = row.getArray("topics_off");
        OffsetDateTime until = row.getObject("paused_until", OffsetDateTime.class);
        return new Choices(Set.copyOf(List.of((String[]) off.getArray())), until == null ? null : until.toInstant());
    }

    /** In this order; a person changes a handful at a time. */
    void append(List<Choice> choices) {
        for (Choice each : choices) {
            Grounds grounds = each.grounds();
            jdbc.sql(APPEND)
                    .params(
                            each.contact().value(),
                            each.kind().name().toLowerCase(Locale.ROOT),
                            each.topic(),
                            time(each.pausedUntil()),
                            time(grounds.at()),
                            grounds.source(),
                            grounds.wording(),
                            grounds.proof(),
                            grounds.actor(),
                            time(clock.instant()))
                    .update();
        }
    }

    void keep(ContactId contact, Choices choices) {
        jdbc.sql(KEEP)
                .params(contact.value(), choices.topicsOff().toArray(String[]::new), time(choices.pausedUntil()))
                .update();
    }

    /** The history of {@code from} becomes that of {@code into}; what stood for it goes. */
    void move(ContactId from, ContactId into) {
        jdbc.sql("update consent.choice_log set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
        jdbc.sql("delete from consent.choice where contact_id = ?")
                .param(from.value())
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
