package io.relance.contact.rights;

import io.relance.contact.KeyedHash;
import io.relance.contact.PersonalData;
import io.relance.contact.Subject;
import io.relance.shared.ContactId;
import io.relance.shared.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who a request is about, by everything they are known by. */
@Component
class Subjects {

    private static final String ALL = " from contact.contact where id = :id or merged_into = :id order by id";

    private final JdbcClient jdbc;
    private final List<PersonalData> rooms;
    private final KeyedHash hash;

    Subjects(JdbcClient jdbc, List<PersonalData> rooms, Site site) {
        this.jdbc = jdbc;
        this.rooms = List.copyOf(rooms);
        hash = new KeyedHash(site.secret(), "rights of a person");
    }

    /** The contact of a visitor's browser. */
    Optional<ContactId> visitor(String anonymousId) {
        return jdbc.sql("select contact_id from contact.identity where kind = 'anonymous' and value = ?")
                .param(anonymousId)
                .query((row, number) -> new ContactId(row.getLong(1)))
                .optional();
    }

    /** Who that contact is now; empty when it does not exist. */
    Optional<ContactId> now(ContactId contact) {
        return jdbc.sql("select coalesce(merged_into, id) from contact.contact where id = ?")
                .param(contact.value())
                .query((row, number) -> new ContactId(row.getLong(1)))
                .optional();
    }

    /** Locks the person, and whoever became them, against everybody, until the transaction ends; whether they exist. */
    boolean lock(ContactId contact) {
        return !jdbc.sql("select id" + ALL + " for update")
                .param("id", contact.value())
                .query(Long.class)
                .list()
                .isEmpty();
    }

    /** The person, as this room knows them. */
    Subject of(ContactId contact) {
        List<Long> ids = jdbc.sql("select id" + ALL)
                .param("id", contact.value())
                .query(Long.class)
                .list();
        return new Subject(Map.of())
                .withNumbers(Subject.CONTACTS, ids)
                .with(Subject.USERS, identities(ids, "user"))
                .with(Subject.VISITORS, identities(ids, "anonymous"))
                .with(Subject.EMAILS, emails(contact))
                .with(Subject.PHONES, column(contact, "phone"));
    }

    /** The person, as every room knows them. */
    Subject everywhere(ContactId contact) {
        Subject subject = of(contact);
        for (PersonalData room : rooms) {
            subject = room.trace(subject);
        }
        return subject;
    }

    private List<String> identities(List<Long> contacts, String kind) {
        return jdbc.sql(
                        "select value from contact.identity where contact_id = any(:ids) and kind = :kind order by value")
                .param("ids", contacts.toArray(Long[]::new))
                .param("kind", kind)
                .query(String.class)
                .list();
    }

    /** Theirs now, and those they had before, but for what is somebody else's by now. */
    private List<String> emails(ContactId contact) {
        List<String> emails = new ArrayList<>(column(contact, "email"));
        emails.addAll(jdbc.sql(
                        """
                        select former from contact.contact c,
                          jsonb_array_elements_text(coalesce(c.traits -> 'formerEmails', '[]')) as former
                        where c.id = :id and former is distinct from c.email
                          and not exists (select from contact.contact o where o.email = former)""")
                .param("id", contact.value())
                .query(String.class)
                .list());
        return emails;
    }

    private List<String> column(ContactId contact, String column) {
        return jdbc.sql("select " + column + " from contact.contact where id = :id and " + column + " is not null")
                .param("id", contact.value())
                .query(String.class)
                .list();
    }

    /** What stands for the person in the record. */
    String hash(ContactId contact) {
        Subject subject = of(contact);
        return subject.texts(Subject.USERS).stream()
                .findFirst()
                .map(this::hashOfUser)
                .or(() -> subject.texts(Subject.VISITORS).stream().findFirst().map(id -> hash.of("visitor " + id)))
                .orElse(null);
    }

    /** The same of a userId, whether anybody has it or not. */
    String hashOfUser(String userId) {
        return hash.of("user " + userId);
    }
}
