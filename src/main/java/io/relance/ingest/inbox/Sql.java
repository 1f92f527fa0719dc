package io.relance.ingest.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The statements that are too long to stand in Java. */
final class Sql {

    private Sql() {}

    static String named(String question) {
        try {
            return new ClassPathResource("sql/ingest/" + question + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
