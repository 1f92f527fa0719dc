package io.relance.segment.complement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.core.io.ClassPathResource;

/** How this package's statements and moments are written for the database. */
final class Sql {

    private Sql() {}

    /** The statement in {@code sql/segment/<name>.sql}. */
    static String named(String name) {
        try {
            return new ClassPathResource("sql/segment/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
