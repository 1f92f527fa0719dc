package io.relance.contact;

import io.relance.shared.ContactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads contacts. */
@Component
class ContactRows {

    private static final String COLUMNS =
            """
            select c.id, c.user_id, c.email, c.phone, c.first_name, c.last_name, c.language, c.timezone, c.traits""";

    private final JdbcClient jdbc;
    private final Json json;

    ContactRows(JdbcClient jdbc, Json json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** By the ids asked for; one that was merged away answers as the one it became. */
    Map<ContactId, Contact> findAll(Collection<ContactId> ids) {
        var found = new HashMap<ContactId, Contact>();
        jdbc.sql(COLUMNS + ", asked.id as asked from contact.contact asked"
                        + " join contact.contact c on c.id = coalesce(asked.merged_into, asked.id)"
                        + " where asked.id = any(:ids)")
                .param("ids", ids.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    found.put(new ContactId(row.getLong("asked")), contact(row));
                });
        return found;
    }

    /** The same, locked in id order: those asked for, and whom any of them became. */
    Map<ContactId, Contact> lock(Collection<ContactId> ids) {
        var found = new HashMap<ContactId, Contact>();
        var became = new HashMap<ContactId, ContactId>();
        jdbc.sql(COLUMNS + ", c.merged_into from contact.contact c where c.id = any(:ids) order by c.id"
                        + " for no key update")
                .param("ids", ids.stream().map(ContactId::value).distinct().toArray(Long[]::new))
                .query(row -> {
                    Long into = row.getObject("merged_into", Long.class);
                    if (into == null) {
                        found.put(new ContactId(row.getLong("id")), contact(row));
                    } else {
                        became.put(new ContactId(row.getLong("id")), new ContactId(into));
                    }
                });
        if (!became.isEmpty()) {
            var others = lock(new TreeSet<>(became.values()));
            became.forEach((from, into) -> found.put(from, others.get(into)));
        }
        return found;
    }

    List<ContactId> after(ContactId past, int most) {
        return jdbc.sql(
                        "select id from contact.contact where id > :past and merged_into is null order by id limit :most")
                .param("past", past.value())
                .param("most", most)
                .query((row, number) -> new ContactId(row.getLong("id")))
                .list();
    }

    Optional<ContactId> newest() {
        return jdbc.sql("select id from contact.contact order by id desc limit 1")
                .query((row, number) -> new ContactId(row.getLong("id")))
                .optional();
    }

    Optional<Contact> byUserId(String userId) {
        return jdbc.sql(COLUMNS + " from contact.contact c where c.user_id = ?")
                .param(Json.withoutNul(userId))
                .query((row, number) -> contact(row))
                .optional();
    }

    List<Contact> byEmail(String email) {
        return jdbc.sql(COLUMNS + " from contact.contact c where c.email = ? order by c.id")
                .param(email)
                .query((row, number) -> contact(row))
                .list();
    }

    List<Contact> byPhone(String phone) {
        return jdbc.sql(COLUMNS + " from contact.contact c where c.phone = ? order by c.id")
                .param(Json.withoutNul(phone))
                .query((row, number) -> contact(row))
                .list();
    }

    private Contact contact(ResultSet row) throws SQLException {
        Map<String, Object> traits = json.read(row.getString("traits"));
        Kept.hide(traits);
        String phone = row.getString("phone");
        String zone = row.getString("timezone");
        return new Contact(
                new ContactId(row.getLong("id")),
                row.getString("user_id"),
                row.getString("email"),
                phone,
                row.getString("first_name"),
                row.getString("last_name"),
                row.getString("language"),
                zone == null ? Residence.zone(traits, phone) : Optional.of(ZoneId.of(zone)),
                Collections.unmodifiableMap(traits));
    }
}
