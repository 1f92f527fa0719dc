package io.relance.segment;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How segments are kept.
 *
 * @param tables RELANCE_SEGMENT_TABLES: {@code switch}, a new version of a table takes the old one's place once it is
 *     counted what it changes; {@code ask}, when somebody says so; {@code off}, no table is ever on, and nobody in a segment
 * @param valueMonths RELANCE_SEGMENT_VALUEMONTHS: how far expected orders and their value look, 1 to 120 months
 * @param valueDiscount RELANCE_SEGMENT_VALUEDISCOUNT: what money that comes a year later is worth less; 0.1 is 10 %
 * @param visitGap RELANCE_SEGMENT_VISITGAP: two acts in the shop that are not further apart are one visit, and the time
 *     between them was spent there; holds for what comes from then on, since time is counted as it passes
 */
@ConfigurationProperties("relance.segment")
public record SegmentSettings(
        @DefaultValue("switch") String tables,
        @DefaultValue("12") int valueMonths,
        @DefaultValue("0") double valueDiscount,
        @DefaultValue("30m") Duration visitGap) {

    private static final Duration LONGEST_GAP = Duration.ofHours(24);

    /** Refuses another word. */
    public SegmentSettings {
        if (!Set.of("switch", "ask", "off").contains(tables)) {
            throw new IllegalArgumentException(
                    "RELANCE_SEGMENT_TABLES is '" + tables + "'; it accepts switch, ask or off");
        }
        if (valueMonths < 1 || valueMonths > 120) {
            throw new IllegalArgumentException(
                    "RELANCE_SEGMENT_VALUEMONTHS is '" + valueMonths + "'; it accepts 1 to 120");
        }
        if (!(valueDiscount >= 0 && valueDiscount < 1)) {
            throw new IllegalArgumentException(
                    "RELANCE_SEGMENT_VALUEDISCOUNT is '" + valueDiscount + "'; it accepts 0 to 0.99");
        }
        if (visitGap.toSeconds() < 1 || visitGap.compareTo(LONGEST_GAP) > 0) {
            throw new IllegalArgumentException(
                    "RELANCE_SEGMENT_VISITGAP is '" + visitGap + "'; it accepts a duration from 1s to 24h such as 30m");
        }
    }

    /** Whether nobody is to be in any segment. */
    public boolean isOff() {
        return tables.equals("off");
    }

    /** Whether a counted version is switched on by itself. */
    public boolean switchesOn() {
        return tables.equals("switch");
    }
}
