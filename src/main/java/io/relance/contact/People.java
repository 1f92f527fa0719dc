package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The contacts' rows as a writing transaction sees them: locked, changed, saved, merged. */
@Component
class People {

    private final JdbcClient jdbc;
    private final Json json;
    private final ContactSettings settings;
    private final Clock clock;
    private final String save = Sql.named("save_contacts");

    People(JdbcClient jdbc, Json json, ContactSettings settings, Clock clock) {
        this.jdbc = jdbc;
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
        return lockFree(ids, "");
    }

    /** The same, without those who were merged away, even a moment ago. */
    Set<ContactId> lockFreeThemselves(Collection<ContactId> ids) {
        return lockFree(ids, " and merged_into is null");
    }

    private Set<ContactId> lockFree(Collection<ContactId> ids, String who) {
        return jdbc.sql("select id from contact.contact where id = any(:ids)" + who + " for no key update skip locked")
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
        became.forEach((from, into) -> {
            if (people.containsKey(into)) {
                people.put(from, people.get(into));
            }
        });
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

    /** Writes those that changed, and answers the names of the traits that did, by person. */
    Map<ContactId, Set<String>> save(Collection<Person> people) {
        var changed = people.stream().filter(Person::isChanged).toList();
        var traits = new HashMap<ContactId, Set<String>>();
        if (!changed.isEmpty()) {
            write(changed);
            changed.forEach(person -> traits.put(person.id(), person.described()));
            changed.forEach(Person::written);
        }
        return traits;
    }

    private void write(List<Person> people) {
        var profiles = people.stream()
                .map(person -> Profile.of(person.traits(), settings))
                .toList();
        jdbc.sql(save)
                .param("ids", people.stream().map(person -> person.id().value()).toArray(Long[]::new))
                .param("users", column(people, Person::userId))
                .param("emails", column(profiles, Profile::email))
                .param("phones", column(profiles, Profile::phone))
                .param("firstNames", column(profiles, Profile::firstName))
                .param("lastNames", column(profiles, Profile::lastName))
                .param("languages", column(profiles, Profile::language))
                .param("timezones", column(profiles, Profile::timezone))
                .param("traits", column(people, person -> json.write(person.traits())))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
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
