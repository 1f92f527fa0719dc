package io.relance.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may send events, and how much.
 *
 * @param writeKeys RELANCE_WRITE_KEYS, {@code source:key,source:key}; empty: nobody may
 */
@Validated
@ConfigurationProperties("relance")
record IntakeSettings(@DefaultValue("") String writeKeys, @Valid @DefaultValue Intake intake) {

    private static final Pattern PAIR = Pattern.compile("\\s*([^\\s:,]+):([^\\s:,]+)\\s*");

    /** What happened under one of these, our own rooms recorded. */
    private static final Set<String> OURS = Set.of("tracking", "journey", "advisor", "rights", "loyalty");

    /**
     * Limits of the intake.
     *
     * @param liveAge RELANCE_INTAKE_LIVE_AGE; an older event is recorded, but starts and wakes nothing
     * @param rate RELANCE_INTAKE_RATE, events a second for each key
     * @param burst RELANCE_INTAKE_BURST, events a key may send at once
     * @param concurrent RELANCE_INTAKE_CONCURRENT, requests taken in at the same time; twice as many may wait a second
     * @param origins RELANCE_INTAKE_ORIGINS, web sites whose browsers may send events
     */
    record Intake(
            @DefaultValue("PT48H") Duration liveAge,
            @Min(value = 1, message = "RELANCE_INTAKE_RATE accepts 1 or more events a second") @DefaultValue("2000")
                    long rate,
            @Min(value = 1, message = "RELANCE_INTAKE_BURST accepts 1 or more events") @DefaultValue("20000")
                    long burst,
            @Min(value = 1, message = "RELANCE_INTAKE_CONCURRENT accepts 1 to 1000 requests")
                    @Max(value = 1000, message = "RELANCE_INTAKE_CONCURRENT accepts 1 to 1000 requests")
                    @DefaultValue("32")
                    int concurrent,
            @DefaultValue("*") List<String> origins) {}

    @AssertTrue(message = "RELANCE_WRITE_KEYS accepts source:key,source:key, each source and each key once")
    boolean isWriteKeysUnderstood() {
        return writeKeys.isBlank() || keys().size() == writeKeys.split(",", -1).length && distinctKeys();
    }

    @AssertTrue(
            message =
                    "RELANCE_WRITE_KEYS accepts any source but tracking, journey, advisor, rights, loyalty: those are ours")
    boolean isNoSourceOurs() {
        return Collections.disjoint(keys().keySet(), OURS);
    }

    @AssertTrue(message = "RELANCE_INTAKE_LIVE_AGE accepts a period longer than nothing, such as PT48H")
    boolean isLiveAgePositive() {
        return intake.liveAge().compareTo(Duration.ZERO) > 0;
    }

    private boolean distinctKeys() {
        return keys().values().stream().distinct().count() == keys().size();
    }

    /** The key of each source; pairs that are not understood are left out. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String pair : writeKeys.split(",", -1)) {
            var match = PAIR.matcher(pair);
            if (match.matches()) {
                keys.put(match.group(1), match.group(2));
            }
        }
        return keys;
    }

    @Override
    public String toString() {
        return "IntakeSettings[intake=" + intake + "]";
    }
}
