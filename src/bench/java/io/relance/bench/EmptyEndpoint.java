package io.relance.bench;

import io.relance.node.Node;
import io.relance.node.NodeSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Puts an endpoint that does nothing beside the packaged jar, for W6 to compare with. The jar stays as it is: Spring
 * Boot's own launcher reads one folder more.
 */
final class EmptyEndpoint {

    /** Where it answers. */
    static final String PATH = "/v1/empty";

    private static final Path FOLDER = Path.of("target/bench/empty");
    private static final String CLASS = "planted/bench/Empty.class";

    private EmptyEndpoint() {}

    /** A node from the jar with the endpoint beside it. */
    static NodeSetup beside(String name) {
        try (var code = EmptyEndpoint.class.getClassLoader().getResourceAsStream(CLASS)) {
            Path target = FOLDER.resolve(CLASS);
            Files.createDirectories(target.getParent());
            Files.copy(code, target, StandardCopyOption.REPLACE_EXISTING);
            Path imports =
                    FOLDER.resolve("META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports");
            Files.createDirectories(imports.getParent());
            Files.writeString(imports, "planted.bench.Empty\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Node.packagedWith(name, FOLDER);
    }
}
