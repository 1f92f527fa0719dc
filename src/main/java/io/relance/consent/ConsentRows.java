package io.relance.consent;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's rows and the present word of each topic. */
@Component
class ConsentRows {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Clock clock;

    ConsentRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
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

    void append(List<Act> acts) {
        batches.batchUpdate(
                "insert into consent.ledger"
                        + " (contact_id, topic, state, basis, at, source, wording, proof, actor, recorded_at) values"
                        + " (:contact, :topic, :state, :basis, :at, :source, :wording, :proof, :actor, :recordedAt)",
                acts.stream().map(this::row).toArray(MapSqlParameterSource[]::new));
    }

    private MapSqlParameterSource row(Act act) {
        return row(act.contact(), act.topic(), act.consent())
                .addValue("basis", act.basis())
                .addValue("wording", act.wording())
                .addValue("proof", act.proof())
                .addValue("actor", act.actor())
                .addValue("recordedAt", time(clock.instant()));
    }

    void keep(Map<ContactId, Map<ConsentTopic, Consent>> words) {
        var rows = words.entrySet().stream()
                .flatMap(contact -> contact.getValue().entrySet().stream()
                        .map(topic -> row(contact.getKey(), topic.getKey(), topic.getValue())))
                .toArray(MapSqlParameterSource[]::new);
        batches.batchUpdate(
                "insert into consent.present (contact_id, topic, state, source, at)"
                        + " values (:contact, :topic, :state, :source, :at) on conflict (contact_id, topic)"
                        + " do update set state = excluded.state, source = excluded.source, at = excluded.at",
                rows);
    }

    private static MapSqlParameterSource row(ContactId contact, ConsentTopic topic, Consent consent) {
        return new MapSqlParameterSource()
                .addValue("contact", contact.value())
                .addValue("topic", topic.code())
                .addValue("state", consent.state().name().toLowerCase(Locale.ROOT))
                .addValue("source", consent.source())
                .addValue("at", time(consent.at()));
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

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
