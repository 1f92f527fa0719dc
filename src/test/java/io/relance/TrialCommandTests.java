package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;

/**
 * The README's command for the trial finds what to start: among the tests there are several main classes, and the plugin
 * starts none where nobody says which.
 */
class TrialCommandTests {

    /** The goal's execution when it is called by hand. */
    private static final String MAIN_CLASS = "/project/build/plugins/plugin[artifactId='spring-boot-maven-plugin']"
            + "/executions/execution[id='default-cli']/configuration/mainClass";

    @Test
    void theTrialsMainClassIsTheOneToStart() throws Exception {
        var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File("pom.xml"));

        assertThat(XPathFactory.newInstance().newXPath().evaluate(MAIN_CLASS, pom))
                .isEqualTo(TestRelance.class.getName());
    }

    @Test
    void theReadmeCallsThatGoal() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains("\nmvn spring-boot:test-run ");
    }
}
