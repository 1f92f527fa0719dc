package io.relance.message.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTemplatesTests {

    private static final Path MESSAGES = Path.of("messages");

    static Stream<String> templates() throws IOException {
        try (var folders = Files.list(MESSAGES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static Map<String, String> files(String template) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var folder = Files.list(MESSAGES.resolve(template))) {
            for (Path file : folder.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @MethodSource("templates")
    void theTemplatesOfThisCheckoutAreAccepted(String template) throws IOException {
        var layouts = Compilation.layouts(files("_layout"));
        var compilation = Compilation.of(template, files(template), layouts);
        assertThat(compilation.problems()).isEmpty();
        assertThat(new Published(1, compilation.files()).version()).isEqualTo(1);
    }
}
