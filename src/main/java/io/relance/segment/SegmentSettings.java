package io.relance.segment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How segments are kept.
 *
 * @param tables RELANCE_SEGMENT_TABLES: {@code switch}, a new version of a table takes the old one's place once it is
 *     counted what it changes; {@code ask}, when somebody says so
 */
@ConfigurationProperties("relance.segment")
public record SegmentSettings(@DefaultValue("switch") String tables) {

    /** Refuses another word. */
    public SegmentSettings {
        if (!tables.equals("switch") && !tables.equals("ask")) {
            throw new IllegalArgumentException("RELANCE_SEGMENT_TABLES is '" + tables + "'; it accepts switch or ask");
        }
    }

    /** Whether a counted version is switched on by itself. */
    public boolean switchesOn() {
        return tables.equals("switch");
    }
}
