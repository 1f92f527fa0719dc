package io.relance.contact;

import io.relance.shared.ContactId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds people by what a file says of them, many at once. Who was merged away answers as the person they became. */
@Component
public class Directory {

    private final DirectoryRows rows;
    private final ContactSettings settings;

    Directory(DirectoryRows rows, ContactSettings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    /** The contacts with these ids of the shop; an unknown one is missing. */
    public Map<String, ContactId> byUserIds(Collection<String> userIds) {
        Map<String, ContactId> found = new HashMap<>();
        rows.by(DirectoryRows.Column.USER_ID, userIds).forEach((userId, people) -> found.put(userId, people.get(0)));
        return found;
    }

    /** Everybody who has one of these addresses, as {@link #email} writes them. */
    public Map<String, List<ContactId>> byEmails(Collection<String> emails) {
        return rows.by(DirectoryRows.Column.EMAIL, emails);
    }

    /** Everybody who has one of these numbers, as {@link #phone} writes them. */
    public Map<String, List<ContactId>> byPhones(Collection<String> phones) {
        return rows.by(DirectoryRows.Column.PHONE, phones);
    }

    /** An address as it is kept, whoever typed it; empty when it is none. */
    public Optional<String> email(String typed) {
        return Optional.ofNullable(Addresses.email(typed));
    }

    /** A number as it is kept (E.164), whoever typed it; empty when it is none. */
    public Optional<String> phone(String typed) {
        return Optional.ofNullable(Addresses.phone(typed, settings.country()));
    }
}
