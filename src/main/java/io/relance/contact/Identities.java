package io.relance.contact;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which outside id belongs to which contact. */
@Component
class Identities {

    private final JdbcClient jdbc;

    Identities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The contacts of these ids. An id nobody knew is claimed for this transaction, which must give it a contact before
     * it ends, and answers null; another transaction that meets the same new id waits here until this one is done.
     */
    Map<Key, Long> findOrClaim(Collection<Key> keys) {
        Map<Key, Long> found = find(keys);
        // In one order everywhere: two transactions that claim the same ids wait, and never for each other.
        var missing = new TreeSet<>(keys);
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            claim(missing);
            found.putAll(find(missing));
        }
        return found;
    }

    private Map<Key, Long> find(Collection<Key> keys) {
        var found = new HashMap<Key, Long>();
        jdbc.sql("select kind, value, contact_id from contact.identity"
                        + " where (kind, value) in (select * from unnest(:kinds::text[], :values::text[]))")
                .param("kinds", kinds(keys))
                .param("values", values(keys))
                .query(row -> {
                    var kind = Key.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
                    found.put(new Key(kind, row.getString("value")), row.getObject("contact_id", Long.class));
                });
        return found;
    }

    private void claim(Collection<Key> keys) {
        jdbc.sql("insert into contact.identity (kind, value)"
                        + " select * from unnest(:kinds::text[], :values::text[]) on conflict do nothing")
                .param("kinds", kinds(keys))
                .param("values", values(keys))
                .update();
    }

    /** Lets these ids belong to those contacts from now on. */
    void point(Map<Key, Long> contacts) {
        jdbc.sql("update contact.identity set contact_id = news.contact_id"
                        + " from unnest(:kinds::text[], :values::text[], :contacts) as news (kind, value, contact_id)"
                        + " where identity.kind = news.kind and identity.value = news.value")
                .param("kinds", kinds(contacts.keySet()))
                .param("values", values(contacts.keySet()))
                .param("contacts", contacts.values().toArray(Long[]::new))
                .update();
    }

    private static String[] kinds(Collection<Key> keys) {
        return keys.stream().map(key -> key.kind().code()).toArray(String[]::new);
    }

    private static String[] values(Collection<Key> keys) {
        return keys.stream().map(Key::value).toArray(String[]::new);
    }
}
