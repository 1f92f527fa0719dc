package io.relance.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The templates of the tests. */
public final class Sources {

    private Sources() {}

    public static String read(String name) {
        try {
            return new ClassPathResource("message/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
