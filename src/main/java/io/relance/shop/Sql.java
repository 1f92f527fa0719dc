package io.relance.shop;

import io.relance.shared.ContactId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.core.io.ClassPathResource;

/** How this room's values and longer questions are written for the database. */
public final class Sql {

    private Sql() {}

    /** The question in {@code sql/shop/<name>.sql}. */
    public static String named(String name) {
        try {
            return new ClassPathResource("sql/shop/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A moment as a parameter; null for null. */
    public static OffsetDateTime time(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    /** A moment as a row holds it; null for null. */
    public static Instant moment(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** Contacts as a parameter, each at its place and as often as told: other columns of theirs may stand beside. */
    public static Long[] idsInOrder(Collection<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).toArray(Long[]::new);
    }
}
