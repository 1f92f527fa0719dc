package io.relance.loyalty;

import io.relance.shared.ContactId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.core.io.ClassPathResource;

/** How this room's values and longer questions are written for the database. */
final class Sql {

    private Sql() {}

    /** The question in {@code sql/loyalty/<name>.sql}. */
    static String named(String name) {
        try {
            return new ClassPathResource("sql/loyalty/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OffsetDateTime time(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    /** In one order everywhere: whoever locks several people's rows waits for others, and never in a circle. */
    static Long[] ids(Collection<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).distinct().sorted().toArray(Long[]::new);
    }
}
