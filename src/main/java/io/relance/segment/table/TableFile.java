package io.relance.segment.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files that are ours: what each decides, and what a decision answers. */
public enum TableFile {
    /** Who is in which segment. */
    SEGMENTS("segments"),
    /** What the ranks of recency and frequency are called. */
    RFM("rfm"),
    /** What activities and profiles are worth. */
    SCORE("activity_points", "profile_points"),
    /** What goes with what somebody bought; it moves nobody. */
    COMPLEMENTS("complements");

    private final List<String> decisions;

    TableFile(String... decisions) {
        this.decisions = List.of(decisions);
    }

    /** The decisions in it. */
    public List<String> decisions() {
        return decisions;
    }

    /** Whether a new version can change who is in which segment, so that it is counted before it counts. */
    boolean movesPeople() {
        return this != COMPLEMENTS;
    }

    boolean namesSegments() {
        return this == SEGMENTS || this == RFM;
    }

    /** The one that would name a segment of that name. */
    static TableFile naming(String segment) {
        return segment.startsWith(Ruling.RFM_PREFIX) ? RFM : SEGMENTS;
    }

    /** The word for it in SQL and JSON. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The file that has this decision; empty for a decision that is none of ours. */
    public static Optional<TableFile> of(String decision) {
        return Arrays.stream(values())
                .filter(file -> file.decisions.contains(decision))
                .findFirst();
    }

    static TableFile ofCode(String code) {
        return valueOf(code.toUpperCase(java.util.Locale.ROOT));
    }
}
