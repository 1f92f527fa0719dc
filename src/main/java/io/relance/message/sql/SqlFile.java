package io.relance.message.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The room's longer questions, each in a file of its own. */
public final class SqlFile {

    private SqlFile() {}

    /** The text of one. */
    public static String read(String question) {
        try {
            return new ClassPathResource("sql/message/" + question + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
