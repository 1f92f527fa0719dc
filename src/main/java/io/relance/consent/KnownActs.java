package io.relance.consent;

import io.relance.consent.file.Moment;
import io.relance.shared.ContactId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which acts stand in the ledger already, so that a file that comes twice is written once. */
@Component
class KnownActs {

    private final JdbcClient jdbc;

    KnownActs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(long contact, String topic, String state, Instant at, String source) {}

    /** Those of these that the ledger has not, each once, in their order. */
    List<Act> news(List<Act> acts) {
        Set<Key> known = of(acts.stream().map(Act::contact).toList());
        return acts.stream().filter(act -> known.add(key(act))).toList();
    }

    /**
     * A no of a mere day stands at the end of that day, but where it was told on the day itself: then at the moment it
     * was told, as nothing lies ahead of our clock. What was written down as it was said may be such a one, and is known
     * by its day as well; else the same file would take back what the person said after it.
     */
    private Set<Key> of(Collection<ContactId> people) {
        Set<Key> known = new HashSet<>();
        jdbc.sql("select contact_id, topic, state, at, source, at > recorded_at - interval '1 minute' as just_said"
                        + " from consent.ledger where contact_id = any(:people)")
                .param(
                        "people",
                        people.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    Key key = new Key(
                            row.getLong("contact_id"),
                            row.getString("topic"),
                            row.getString("state"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            row.getString("source"));
                    known.add(key);
                    if (row.getBoolean("just_said")) {
                        known.add(new Key(
                                key.contact(), key.topic(), key.state(), Moment.endOfDay(key.at()), key.source()));
                    }
                });
        return known;
    }

    private static Key key(Act act) {
        return new Key(
                act.contact().value(),
                act.topic().code(),
                act.state().name().toLowerCase(Locale.ROOT),
                act.at().truncatedTo(ChronoUnit.MICROS),
                act.source());
    }
}
