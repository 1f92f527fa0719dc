package io.relance.consent;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The ledger's rows and the present word of each topic. */
@Component
class ConsentRows {

    private static final String APPEND =
            """
            insert into consent.ledger
              (contact_id, topic, state, basis, at, source, wording, proof, actor, recorded_at)
            select contact, topic, state, basis, at::timestamptz, source, wording, proof, actor, :recordedAt
            from unnest(:contacts, :topics::text[], :states::text[], :bases::text[], :ats::text[], :sources::text[],
                :wordings::text[], :proofs::text[], :actors::text[]) with ordinality
              as act (contact, topic, state, basis, at, source, wording, proof, actor, place)
            order by place
            """;

    private static final String KEEP =
            """
            insert into consent.present (contact_id, topic, state, source, at)
            select contact, topic, state, source, at::timestamptz
            from unnest(:contacts, :topics::text[], :states::text[], :sources::text[], :ats::text[])
              as word (contact, topic, state, source, at)
            on conflict (contact_id, topic)
            do update set state = excluded.state, source = excluded.source, at = excluded.at
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    ConsentRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The present words of these contacts; a contact of whom nothing is known is missing. */
    Map<ContactId, Map<ConsentTopic, Consent>> present(Collection<ContactId> contacts) {
        var found = new HashMap<ContactId, Map<ConsentTopic, Consent>>();
        jdbc.sql("select contact_id, topic, state, source, at from consent.present where contact_id = any(:contacts)")
                .param(
                        "contacts",
                        contacts.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    found.computeIfAbsent(
                                    new ContactId(row.getLong("contact_id")), id -> new EnumMap<>(ConsentTopic.class))
                            .put(ConsentTopic.of(row.getString("topic")).orElseThrow(), consent(row));
                });
        return found;
    }

    private static Consent consent(ResultSet row) throws SQLException {
        return new Consent(
                Consent.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("source"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /** In this order, which is the order in which they were said. */
    void append(List<Act> acts) {
        if (acts.isEmpty()) {
            return;
        }
        words(APPEND, acts, Act::contact, Act::topic, Act::consent)
                .param("bases", column(acts, Act::basis))
                .param("wordings", column(acts, Act::wording))
                .param("proofs", column(acts, Act::proof))
                .param("actors", column(acts, Act::actor))
                .param("recordedAt", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    void keep(Map<ContactId, Map<ConsentTopic, Consent>> words) {
        var rows = words.entrySet().stream()
                .flatMap(contact -> contact.getValue().entrySet().stream()
                        .map(topic -> new Word(contact.getKey(), topic.getKey(), topic.getValue())))
                .toList();
        if (!rows.isEmpty()) {
            words(KEEP, rows, Word::contact, Word::topic, Word::consent).update();
        }
    }

    private record Word(ContactId contact, ConsentTopic topic, Consent consent) {}

    private <T> StatementSpec words(
            String sql,
            List<T> rows,
            Function<T, ContactId> contact,
            Function<T, ConsentTopic> topic,
            Function<T, Consent> consent) {
        return jdbc.sql(sql)
                .param(
                        "contacts",
                        rows.stream().map(contact).map(ContactId::value).toArray(Long[]::new))
                .param("topics", column(rows, topic.andThen(ConsentTopic::code)))
                .param(
                        "states",
                        column(rows, consent.andThen(each -> each.state().name().toLowerCase(Locale.ROOT))))
                .param("sources", column(rows, consent.andThen(Consent::source)))
                .param("ats", column(rows, consent.andThen(each -> each.at().toString())));
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    /** The acts of {@code from} become those of {@code into}; its present words go. */
    void move(ContactId from, ContactId into) {
        jdbc.sql("update consent.ledger set contact_id = ? where contact_id = ?")
                .params(into.value(), from.value())
                .update();
        jdbc.sql("delete from consent.present where contact_id = ?")
                .param(from.value())
                .update();
    }
}
