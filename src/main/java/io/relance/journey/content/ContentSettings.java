package io.relance.journey.content;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param contentDir RELANCE_CONTENT_DIR; none runs the bundled content */
@ConfigurationProperties("relance")
record ContentSettings(Path contentDir) {

    ContentSettings {
        if (contentDir != null && contentDir.toString().isBlank()) {
            contentDir = null;
        }
        if (contentDir != null && !Files.isDirectory(contentDir)) {
            throw new IllegalArgumentException("RELANCE_CONTENT_DIR '" + contentDir
                    + "' is not a folder; it accepts a folder with processes/, forms/ and messages/");
        }
    }
}
