package io.relance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The content folder of the measured node: the benchmarks' diagrams and mail in the product's own layout. */
final class Content {

    private static final Path SOURCE = Path.of("src/bench/content");
    private static final Path LAYOUT = Path.of("messages/_layout");

    /** The bundled tables of segments: they are on in every work, as they are in a shop. */
    private static final List<String> TABLES = List.of("segments.dmn", "rfm.dmn", "score.dmn");

    private Content() {}

    /** Makes it, with W2's diagram waiting so long. */
    static Path prepare(String wait) {
        Path folder = Path.of("target/bench/content");
        try {
            FileSystemUtils.deleteRecursively(folder);
            copy(SOURCE, folder);
            copy(LAYOUT, folder.resolve("messages/_layout"));
            Files.createDirectories(folder.resolve("forms"));
            for (String table : TABLES) {
                Files.copy(
                        Path.of("processes", table), folder.resolve("processes").resolve(table));
            }
            Path waits = folder.resolve("processes/bench-wait.bpmn");
            Files.writeString(waits, Files.readString(waits).replace("PT1M", wait));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(file, copied);
                }
            }
        }
    }

    /** W4's diagram, for an engine that is not ours. */
    static String engineDiagram() {
        try {
            return Files.readString(SOURCE.resolve("processes/bench-engine.bpmn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
