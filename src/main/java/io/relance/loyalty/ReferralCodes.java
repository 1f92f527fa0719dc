package io.relance.loyalty;

import io.relance.shared.ContactId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of referral codes. */
@Component
class ReferralCodes {

    private final JdbcClient sql;

    ReferralCodes(JdbcClient sql) {
        this.sql = sql;
    }

    /** The code of each of these people; who has none is missing. */
    Map<ContactId, String> of(Collection<ContactId> contacts) {
        Map<ContactId, String> codes = new HashMap<>();
        sql.sql("select contact, code from loyalty.referral_code where contact = any(:contacts) and own")
                .param("contacts", Sql.ids(contacts))
                .query(row -> {
                    codes.put(new ContactId(row.getLong("contact")), row.getString("code"));
                });
        return codes;
    }

    /** Whose each of these codes is, in capitals; an unknown one is missing. */
    Map<String, ContactId> owners(Collection<String> codes) {
        Map<String, ContactId> owners = new HashMap<>();
        sql.sql("select code, contact from loyalty.referral_code where code = any(:codes)")
                .param("codes", codes.toArray(String[]::new))
                .query(row -> {
                    owners.put(row.getString("code"), new ContactId(row.getLong("contact")));
                });
        return owners;
    }

    /** Keeps each code whose contact has none yet, unless it is taken. */
    void add(Map<ContactId, String> codes, Instant now) {
        Map<ContactId, String> ordered = new TreeMap<>(codes);
        sql.sql(
                        """
                        insert into loyalty.referral_code (contact, code, made_at)
                        select contact, code, :now from unnest(:contacts, :codes::text[]) as made (contact, code)
                        on conflict do nothing
                        """)
                .param("now", Sql.time(now))
                .param(
                        "contacts",
                        ordered.keySet().stream().map(ContactId::value).toArray(Long[]::new))
                .param("codes", List.copyOf(ordered.values()).toArray(String[]::new))
                .update();
    }

    /** Both codes work from now on; the one that {@code into} had stays theirs. */
    void merge(ContactId from, ContactId into) {
        sql.sql(
                        """
                        update loyalty.referral_code set contact = :into, own = own and not exists (
                          select from loyalty.referral_code theirs where theirs.contact = :into and theirs.own)
                        where contact = :from
                        """)
                .param("from", from.value())
                .param("into", into.value())
                .update();
    }
}
