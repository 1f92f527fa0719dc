package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The contacts' rows as a writing transaction sees them: locked, changed, saved, merged. */
@Component
class People {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final Json json;
    private final ContactSettings settings;
    private final Clock clock;
    private final String save = Sql.named("save_contacts");

    People(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Json json, ContactSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Locks these contacts, in id order, until the transaction ends. The answer is by the ids asked for: one that was
     * merged away answers as the person it became; one that does not exist is missing.
     */
    Map<ContactId, Person> lock(Collection<ContactId> ids) {
        var people = new HashMap<ContactId, Person>();
        var became = new HashMap<ContactId, ContactId>();
        jdbc.sql("select id, user_id, traits, merged_into from contact.contact where id = any(:ids)"
                        + " order by id for no key update")
                .param("ids", ids.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    Long into = row.getObject("merged_into", Long.class);
                    if (into == null) {
                        people.put(id(row), person(row));
                    } else {
                        became.put(id(row), new ContactId(into));
                    }
                });
        follow(became, people);
        return people;
    }

    /** Those of these contacts' rows that could be locked without waiting. */
    Set<ContactId> lockFree(Collection<ContactId> ids) {
        return jdbc.sql("select id from contact.contact where id = any(:ids) for no key update skip locked")
                .param("ids", ids.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query((row, number) -> id(row))
                .set();
    }

    private void follow(Map<ContactId, ContactId> became, Map<ContactId, Person> people) {
        var unseen = new TreeSet<>(became.values());
        unseen.removeAll(people.keySet());
        if (!unseen.isEmpty()) {
            people.putAll(lock(unseen));
        }
        became.forEach((from, into) -> people.put(from, people.get(into)));
    }

    private static ContactId id(ResultSet row) throws SQLException {
        return new ContactId(row.getLong("id"));
    }

    private Person person(ResultSet row) throws SQLException {
        return Person.known(id(row), row.getString("user_id"), json.read(row.getString("traits")));
    }

    /** Ids for contacts about to be made. */
    List<ContactId> newIds(int count) {
        return jdbc.sql("select nextval('contact.contact_id_seq') from generate_series(1, ?)")
                .param(count)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .list();
    }

    /** Writes those that changed. */
    void save(Collection<Person> people) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        var changed = people.stream().filter(Person::isChanged).toList();
        if (!changed.isEmpty()) {
            batches.batchUpdate(
                    save, changed.stream().map(person -> row(person, now)).toArray(MapSqlParameterSource[]::new));
            changed.forEach(Person::written);
        }
    }

    private MapSqlParameterSource row(Person person, OffsetDateTime now) {
        Profile profile = Profile.of(person.traits(), settings);
        return new MapSqlParameterSource()
                .addValue("id", person.id().value())
                .addValue("userId", person.userId())
                .addValue("email", profile.email())
                .addValue("phone", profile.phone())
                .addValue("firstName", profile.firstName())
                .addValue("lastName", profile.lastName())
                .addValue("language", profile.language())
                .addValue("timezone", profile.timezone())
                .addValue("traits", json.write(person.traits()))
                .addValue("now", now);
    }

    /** Moves identities, timeline and decisions; of {@code from} only the pointer to {@code into} stays. */
    void merge(ContactId from, ContactId into) {
        for (String table : new String[] {"identity", "activity", "decision"}) {
            jdbc.sql("update contact." + table + " set contact_id = :into where contact_id = :from")
                    .param("from", from.value())
                    .param("into", into.value())
                    .update();
        }
        jdbc.sql(
                        """
                update contact.contact set merged_into = :into, email = null, phone = null, first_name = null,
                  last_name = null, traits = '{}', updated_at = :now
                where id = :from or merged_into = :from
                """)
                .param("from", from.value())
                .param("into", into.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
